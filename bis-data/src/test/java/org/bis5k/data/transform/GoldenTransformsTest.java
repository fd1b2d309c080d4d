package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;
import org.bis5k.testing.Npy;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel against files that Pillow 9.4.0 and OpenCV 4.6.0 wrote; tolerance 0 grey levels. */
class GoldenTransformsTest {

  private static final int CASES = 156;

  @Test
  void equalEveryFile() throws IOException {
    Path folder = SharedData.require("golden/transforms");
    JsonNode cases =
        new ObjectMapper().readTree(folder.resolve("cases.json").toFile()).get("cases");
    Map<String, ByteImage> sources = new HashMap<>();
    List<String> different = new ArrayList<>();
    for (JsonNode entry : cases) {
      String file = entry.get("file").asText();
      ByteImage expected = TinyImages.read(folder.resolve(file));
      if (entry.get("op").asText().equals("source")) {
        sources.put(file.replace(".png", ""), expected);
      }
      ByteImage found = apply(entry, sources);
      if (!found.equals(expected)) {
        different.add(file + ": " + difference(found, expected));
      }
    }
    assertThat(cases).hasSize(CASES);
    assertThat(different).isEmpty();
  }

  private static ByteImage apply(JsonNode entry, Map<String, ByteImage> sources) {
    if (entry.get("op").asText().equals("source")) {
      ByteImage source = sources.get(entry.get("file").asText().replace(".png", ""));
      assertThat(source.width()).isEqualTo(entry.get("size").get(0).asInt());
      assertThat(source.height()).isEqualTo(entry.get("size").get(1).asInt());
      return source;
    }
    ByteImage in = sources.get(entry.get("src").asText());
    return switch (entry.get("op").asText()) {
      case "resize" -> {
        assertThat(entry.get("filter").asText()).isEqualTo("bilinear");
        JsonNode to = entry.get("to");
        Size size = new Size(to.get(1).asInt(), to.get(0).asInt());
        yield Resampling.resize(in, size, ResampleFilter.BILINEAR);
      }
      case "scale_crop" -> Resampling.scaleCrop(in, entry.get("scale").asDouble());
      case "rotate_crop" -> Rotation.crop(in, entry.get("degrees").asInt());
      case "enhance" -> {
        String method = entry.get("method").asText().toUpperCase(Locale.ROOT);
        double factor = entry.get("factor").asDouble();
        yield Enhancement.valueOf(method).apply(in, factor);
      }
      case "dilate" -> Morphology.apply(in, Morphology.Kind.DILATE, side(entry));
      case "erode" -> Morphology.apply(in, Morphology.Kind.ERODE, side(entry));
      case "gaussian_blur" -> BoxBlur.ofGaussian(entry.get("radius").asDouble()).apply(in);
      case "flip" -> entry.get("axis").asText().equals("lr") ? Flip.leftRight(in) : Flip.upDown(in);
      default -> throw new IllegalArgumentException("Unknown operation in " + entry);
    };
  }

  private static int side(JsonNode entry) {
    int side = entry.get("kernel").asInt();
    if (entry.has("element")) {
      StringBuilder element = new StringBuilder();
      for (JsonNode row : entry.get("element")) {
        element.append(element.isEmpty() ? "" : "/");
        row.forEach(value -> element.append(value.asInt()));
      }
      assertThat(StructuringElement.ellipse(side)).hasToString(element.toString());
    }
    return side;
  }

  private static String difference(ByteImage found, ByteImage expected) {
    if (found.samples().length != expected.samples().length) {
      return "found " + found + ", expected " + expected;
    }
    int count = 0;
    int greatest = 0;
    for (int i = 0; i < found.samples().length; i++) {
      int delta = Math.abs((found.samples()[i] & 0xff) - (expected.samples()[i] & 0xff));
      count += delta > 0 ? 1 : 0;
      greatest = Math.max(greatest, delta);
    }
    return count + " samples differ, by up to " + greatest;
  }

  /** NumPy 1.24 in float32, bit for bit. */
  @ParameterizedTest
  @ValueSource(strings = {"img0", "img1", "img2"})
  void normalisesLikeNumPy(String source) throws IOException {
    Path folder = SharedData.require("golden/transforms");
    ByteImage resized = TinyImages.read(folder.resolve(source + "_bilinear_352x352.png"));
    ByteImage corner = ByteImage.blank(64, 64, 3);
    for (int y = 0; y < 64; y++) {
      System.arraycopy(
          resized.samples(), y * resized.stride(), corner.samples(), y * 64 * 3, 64 * 3);
    }
    ArrayStep.Normalize imageNet = ArrayStep.Normalize.imageNet();
    float[] found = new Normalization(imageNet).image(corner);

    Npy expected = Npy.read(folder.resolve(source + "_normalized_chw_64.npy"));
    assertThat(expected.shape()).containsExactly(3, 64, 64);
    assertThat(found).hasSize(expected.values().length);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("element %d", i).isEqualTo(expected.values()[i]);
    }
  }
}
