package org.bis5k.data.polygon;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * Writes polygons as the GeoJSON (RFC 7946) that QuPath opens with File, Import objects: a feature
 * collection of annotations, coordinates in pixels of the full image from its top left corner.
 */
public final class QuPathGeoJson {

  /** Okabe and Ito's vermilion, which people of any colour vision tell from the stains. */
  private static final int[] COLOUR = {213, 94, 0};

  private QuPathGeoJson() {}

  /** From a polygon's numbers to pixels of the full image. */
  private record Scale(Size image, double across, double down) {

    double x(int x) {
      return Math.min(image.width(), x * across);
    }

    double y(int y) {
      return Math.min(image.height(), y * down);
    }
  }

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param file the file; its folder must exist
   * @param polygons the regions
   * @param label their classification, for example {@code Tumor}, which QuPath knows
   * @param image height and width of the full image, beyond which no corner goes
   * @param across what a polygon's x is multiplied with to give columns of the full image
   * @param down what its y is multiplied with
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(
      Path file, List<MaskPolygon> polygons, String label, Size image, double across, double down) {
    Scale scale = new Scale(image, across, down);
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = new ObjectMapper().getFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (MaskPolygon polygon : polygons) {
              json.writeRaw('\n');
              feature(json, polygon, label, scale);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
        });
  }

  private static void feature(JsonGenerator json, MaskPolygon polygon, String label, Scale scale)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Polygon");
    json.writeArrayFieldStart("coordinates");
    ring(json, polygon.outline(), scale);
    for (PixelRing hole : polygon.holes()) {
      ring(json, hole, scale);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("objectType", "annotation");
    json.writeObjectFieldStart("classification");
    json.writeStringField("name", label);
    json.writeFieldName("color");
    json.writeArray(COLOUR, 0, COLOUR.length);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A ring's last position repeats its first. */
  private static void ring(JsonGenerator json, PixelRing ring, Scale scale) throws IOException {
    json.writeStartArray();
    for (int i = 0; i <= ring.size(); i++) {
      json.writeStartArray();
      number(json, scale.x(ring.x(i % ring.size())));
      number(json, scale.y(ring.y(i % ring.size())));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** Hundredths of a pixel, and whole numbers as such. */
  private static void number(JsonGenerator json, double value) throws IOException {
    double rounded = Math.rint(100 * value) / 100;
    if (rounded == Math.rint(rounded)) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }
}
