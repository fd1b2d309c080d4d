package org.bis5k.metrics.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntToLongFunction;
import org.bis5k.data.Size;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.ThresholdCounts;
import org.bis5k.metrics.Thresholds;
import org.bis5k.metrics.file.RowJson;

/** A measurement as a JSON object and back, bit for bit; null stands for undefined. */
final class MeasurementJson {

  private MeasurementJson() {}

  static void write(ObjectNode node, ImageMeasurement image) {
    node.put("name", image.name());
    node.putArray("shape").add(image.size().height()).add(image.size().width());
    RowJson.put(node, Metric.SM.label(), image.structure());
    RowJson.put(node, Metric.WFM.label(), image.weightedF());
    RowJson.put(node, Metric.MAE.label(), image.error());
    write(node.putArray("background"), image.counts()::background);
    write(node.putArray("foreground"), image.counts()::foreground);
  }

  /** Threshold and count in turn, where there are pixels. */
  private static void write(ArrayNode array, IntToLongFunction counts) {
    for (int j = 0; j < Thresholds.COUNT; j++) {
      if (counts.applyAsLong(j) > 0) {
        array.add(j).add(counts.applyAsLong(j));
      }
    }
  }

  /**
   * Reads what {@link #write(ObjectNode, ImageMeasurement)} wrote.
   *
   * @throws IllegalArgumentException if a value is missing, not a number or out of range
   */
  static ImageMeasurement read(JsonNode node) {
    ThresholdCounts counts =
        new ThresholdCounts(counts(node, "background"), counts(node, "foreground"));
    Size size = RowJson.size(node);
    if (counts.pixels() != size.pixels()) {
      throw new IllegalArgumentException(
          "an image of " + size + " cannot have " + counts.pixels() + " pixels");
    }
    return new ImageMeasurement(
        RowJson.required(node, "name").asText(),
        size,
        RowJson.number(node, Metric.SM.label()),
        RowJson.number(node, Metric.WFM.label()),
        RowJson.number(node, Metric.MAE.label()),
        counts);
  }

  private static long[] counts(JsonNode node, String name) {
    JsonNode array = RowJson.required(node, name);
    long[] counts = new long[Thresholds.COUNT];
    for (int i = 0; i + 1 < array.size(); i += 2) {
      int threshold = array.get(i).asInt(-1);
      if (threshold < 0 || threshold >= Thresholds.COUNT) {
        throw new IllegalArgumentException("'" + name + "' has no threshold " + array.get(i));
      }
      counts[threshold] = array.get(i + 1).asLong();
    }
    return counts;
  }
}
