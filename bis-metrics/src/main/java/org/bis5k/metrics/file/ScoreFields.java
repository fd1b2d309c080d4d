package org.bis5k.metrics.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Scores;
import org.bis5k.metrics.ThresholdCurves;
import org.bis5k.metrics.TruthKind;

/** The scores of an image and averaged curves as JSON, written and read bit for bit. */
final class ScoreFields {

  private ScoreFields() {}

  static void write(ObjectNode node, ImageScores image) {
    node.put("name", image.name());
    JsonFields.putSize(node, image.size());
    Scores scores = image.scores();
    JsonFields.put(node, Metric.SM.label(), scores.value(Metric.SM));
    JsonFields.put(node, Metric.WFM.label(), scores.value(Metric.WFM));
    JsonFields.put(node, Metric.MAE.label(), scores.value(Metric.MAE));
    for (Curve curve : Curve.values()) {
      JsonFields.put(node, "mean" + curve.label(), scores.mean(curve));
      JsonFields.put(node, "max" + curve.label(), scores.max(curve));
    }
  }

  /**
   * Reads the scores of an image.
   *
   * @throws IllegalArgumentException if a value is missing or not a finite number
   */
  static ImageScores read(JsonNode node, TruthKind truth) {
    Scores scores =
        Scores.of(
            JsonFields.number(node, Metric.SM.label()),
            JsonFields.number(node, Metric.WFM.label()),
            JsonFields.number(node, Metric.MAE.label()),
            curve -> JsonFields.number(node, "mean" + curve.label()),
            curve -> JsonFields.number(node, "max" + curve.label()));
    return new ImageScores(JsonFields.text(node, "name"), JsonFields.size(node), truth, scores);
  }

  static void write(ObjectNode node, ThresholdCurves curves) {
    for (Curve curve : Curve.values()) {
      if (Double.isNaN(curves.at(curve, 0))) {
        node.putNull(curve.label());
        continue;
      }
      ArrayNode values = node.putArray(curve.label());
      for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
        values.add(curves.at(curve, j));
      }
    }
  }

  /**
   * Reads averaged curves; null stands for a curve without images.
   *
   * @throws IllegalArgumentException if a curve is missing or has another number of thresholds
   */
  static ThresholdCurves curves(JsonNode node) {
    for (Curve curve : Curve.values()) {
      JsonNode values = JsonFields.required(node, curve.label());
      if (!values.isNull() && values.size() != ThresholdCurves.THRESHOLDS) {
        throw new IllegalArgumentException(
            "expected 256 values of " + curve.label() + ", found " + values.size());
      }
    }
    return ThresholdCurves.of(
        (curve, j) -> {
          JsonNode values = node.get(curve.label());
          return values.isNull() ? Double.NaN : JsonFields.value(values.get(j), curve.label());
        });
  }
}
