package org.bis5k.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.Raster;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/** The 37 reference images and the values the reference toolkit (NumPy 1.24, SciPy 1.10) gives. */
public final class Golden {

  private Golden() {}

  public static Path folder(String name) {
    try {
      return Path.of(Golden.class.getResource("golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode expected() {
    return json("expected.json");
  }

  static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(folder(name).toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public static List<String> names() {
    return StreamSupport.stream(expected().get("per_image").spliterator(), false)
        .map(image -> image.get("name").asText())
        .toList();
  }

  public static GreyImage prediction(String name) {
    return read(folder("pred").resolve(name + ".png"));
  }

  public static Mask truth(String name) {
    return Mask.of(greyTruth(name));
  }

  static GreyImage greyTruth(String name) {
    return read(folder("gt").resolve(name + ".png"));
  }

  /** A double of the JSON; the reference writes the string 'nan' where it is undefined. */
  static double number(JsonNode node) {
    return node.isTextual() ? Double.NaN : node.doubleValue();
  }

  private static GreyImage read(Path file) {
    try {
      Raster raster = ImageIO.read(file.toFile()).getRaster();
      byte[] samples = new byte[raster.getWidth() * raster.getHeight()];
      raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), samples);
      return GreyImage.of(new Size(raster.getHeight(), raster.getWidth()), samples);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
