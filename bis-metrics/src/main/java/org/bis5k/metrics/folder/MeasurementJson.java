package org.bis5k.metrics.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.bis5k.data.Size;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.ThresholdCounts;
import org.bis5k.metrics.ThresholdCurves;
import org.bis5k.metrics.file.JsonFields;

/** A measurement as a JSON object, written and read bit for bit; null stands for undefined. */
final class MeasurementJson {

  private MeasurementJson() {}

  static void write(ObjectNode node, ImageMeasurement image) {
    node.put("name", image.scores().name());
    JsonFields.putSize(node, image.scores().size());
    for (Metric metric : List.of(Metric.SM, Metric.WFM, Metric.MAE)) {
      JsonFields.put(node, metric.label(), image.value(metric));
    }
    write(node.putArray("background"), image.counts()::background);
    write(node.putArray("foreground"), image.counts()::foreground);
  }

  /** Threshold and count in turn, for counts above 0. */
  private static void write(ArrayNode array, IntToLongFunction counts) {
    for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
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
  static ImageMeasurement read(JsonNode node, Profile profile) {
    long[] background = counts(node, "background");
    long[] foreground = counts(node, "foreground");
    ThresholdCounts counts = ThresholdCounts.of(j -> background[j], j -> foreground[j]);
    Size size = JsonFields.size(node);
    if (counts.pixels() != size.pixels()) {
      throw new IllegalArgumentException(
          "an image of %s cannot have %s pixels".formatted(size, counts.pixels()));
    }
    return ImageMeasurement.restore(
        profile,
        JsonFields.text(node, "name"),
        size,
        JsonFields.number(node, Metric.SM.label()),
        JsonFields.number(node, Metric.WFM.label()),
        JsonFields.number(node, Metric.MAE.label()),
        counts);
  }

  private static long[] counts(JsonNode node, String name) {
    JsonNode array = JsonFields.required(node, name);
    long[] counts = new long[ThresholdCurves.THRESHOLDS];
    for (int i = 0; i + 1 < array.size(); i += 2) {
      int threshold = array.get(i).asInt(-1);
      if (threshold < 0 || threshold >= counts.length) {
        throw new IllegalArgumentException("'" + name + "' has no threshold " + array.get(i));
      }
      JsonNode count = array.get(i + 1);
      if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 0) {
        throw new IllegalArgumentException("'%s' has the count %s".formatted(name, count));
      }
      counts[threshold] = count.intValue();
    }
    return counts;
  }
}
