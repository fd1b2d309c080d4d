package org.bis5k.metrics.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bis5k.data.Size;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.ScoreRow;
import org.bis5k.metrics.Scores;
import org.bis5k.metrics.TruthKind;

/** One image's scores as a JSON object and back, bit for bit; null stands for undefined. */
public final class RowJson {

  private RowJson() {}

  static void write(ObjectNode node, ScoreRow row) {
    node.put("name", row.name());
    node.putArray("shape").add(row.size().height()).add(row.size().width());
    Scores scores = row.scores();
    put(node, Metric.SM.label(), scores.value(Metric.SM));
    put(node, Metric.WFM.label(), scores.value(Metric.WFM));
    put(node, Metric.MAE.label(), scores.value(Metric.MAE));
    for (Curve curve : Curve.values()) {
      put(node, "mean" + curve.label(), scores.mean(curve));
      put(node, "max" + curve.label(), scores.max(curve));
    }
  }

  /**
   * Writes a number, null where it is not finite.
   *
   * @param node the object to add to
   * @param name the field's name
   * @param value the number
   */
  public static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if a value is missing or not a finite number
   */
  static ScoreRow read(JsonNode node, TruthKind truth) {
    double[] means = new double[Curve.values().length];
    double[] maxima = new double[means.length];
    for (Curve curve : Curve.values()) {
      means[curve.ordinal()] = number(node, "mean" + curve.label());
      maxima[curve.ordinal()] = number(node, "max" + curve.label());
    }
    Scores scores =
        Scores.of(
            number(node, Metric.SM.label()),
            number(node, Metric.WFM.label()),
            number(node, Metric.MAE.label()),
            means,
            maxima);
    return new ScoreRow(required(node, "name").asText(), size(node), truth, scores);
  }

  /**
   * Reads the image's height and width.
   *
   * @param node an object with the field {@code shape}
   * @return the size in pixels
   * @throws IllegalArgumentException if the field is missing or the size is out of range
   */
  public static Size size(JsonNode node) {
    JsonNode shape = required(node, "shape");
    return new Size(shape.path(0).asInt(), shape.path(1).asInt());
  }

  /**
   * Reads a number.
   *
   * @param node the object
   * @param name the field's name
   * @return the number; NaN for null
   * @throws IllegalArgumentException if the field is missing or is not a finite number
   */
  public static double number(JsonNode node, String name) {
    return value(required(node, name), name);
  }

  /** A number, NaN for null; {@code name} is for the error. */
  static double value(JsonNode value, String name) {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException("'" + name + "' should be a number; found " + value);
    }
    return value.doubleValue();
  }

  /**
   * Reads a required field.
   *
   * @param node the object
   * @param name the field's name
   * @return the field's value
   * @throws IllegalArgumentException if the field is missing
   */
  public static JsonNode required(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }
}
