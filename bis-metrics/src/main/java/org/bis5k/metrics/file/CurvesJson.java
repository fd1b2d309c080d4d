package org.bis5k.metrics.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.ThresholdCurves;
import org.bis5k.metrics.Thresholds;

/** Averaged curves as JSON arrays and back, bit for bit; an undefined curve is null. */
final class CurvesJson {

  private CurvesJson() {}

  static void write(ObjectNode node, ThresholdCurves curves) {
    for (Curve curve : Curve.values()) {
      if (Double.isNaN(curves.at(curve, 0))) {
        node.putNull(curve.label());
        continue;
      }
      ArrayNode values = node.putArray(curve.label());
      for (int j = 0; j < Thresholds.COUNT; j++) {
        values.add(curves.at(curve, j));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if a curve is missing or has another number of thresholds
   */
  static ThresholdCurves read(JsonNode node) {
    double[][] curves = new double[Curve.values().length][Thresholds.COUNT];
    for (Curve curve : Curve.values()) {
      JsonNode values = RowJson.required(node, curve.label());
      if (!values.isNull() && values.size() != Thresholds.COUNT) {
        throw new IllegalArgumentException(
            "expected 256 values of " + curve.label() + ", found " + values.size());
      }
      for (int j = 0; j < Thresholds.COUNT; j++) {
        curves[curve.ordinal()][j] =
            values.isNull() ? Double.NaN : RowJson.value(values.get(j), curve.label());
      }
    }
    return new ThresholdCurves(curves);
  }
}
