package org.bis5k.metrics;

import java.util.function.ToDoubleFunction;

/**
 * The values of an image or a data set: structure measure, weighted F-measure, mean absolute error,
 * and the mean and maximum of each {@link Curve}. A value is NaN where undefined. Immutable.
 */
public final class Scores {

  private final double structure;
  private final double weightedF;
  private final double error;
  private final double[] means = new double[Curve.values().length];
  private final double[] maxima = new double[means.length];

  private Scores(double structure, double weightedF, double error) {
    this.structure = structure;
    this.weightedF = weightedF;
    this.error = error;
  }

  /**
   * Given values.
   *
   * @param structure the structure measure
   * @param weightedF the weighted F-measure
   * @param error the mean absolute error
   * @param mean the mean of each curve
   * @param max the maximum of each curve
   * @return the values
   */
  public static Scores of(
      double structure,
      double weightedF,
      double error,
      ToDoubleFunction<Curve> mean,
      ToDoubleFunction<Curve> max) {
    Scores scores = new Scores(structure, weightedF, error);
    for (Curve curve : Curve.values()) {
      scores.means[curve.ordinal()] = mean.applyAsDouble(curve);
      scores.maxima[curve.ordinal()] = max.applyAsDouble(curve);
    }
    return scores;
  }

  static Scores of(double structure, double weightedF, double error, ThresholdCurves curves) {
    return of(structure, weightedF, error, curves::mean, curves::max);
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN where undefined
   */
  public double value(Metric metric) {
    return switch (metric) {
      case SM -> structure;
      case WFM -> weightedF;
      case MAE -> error;
      case MEAN_DIC -> mean(Curve.DIC);
      case MEAN_IOU -> mean(Curve.IOU);
      case MEAN_EM -> mean(Curve.EM);
      case MEAN_SEN -> mean(Curve.SEN);
      case MEAN_SPE -> mean(Curve.SPE);
      case MAX_DIC -> max(Curve.DIC);
      case MAX_IOU -> max(Curve.IOU);
      case MAX_EM -> max(Curve.EM);
      case MAX_SEN -> max(Curve.SEN);
      case MAX_SPE -> max(Curve.SPE);
    };
  }

  /**
   * A curve's mean over the thresholds.
   *
   * @param curve the curve
   * @return the mean; NaN where undefined
   */
  public double mean(Curve curve) {
    return means[curve.ordinal()];
  }

  /**
   * A curve's maximum over the thresholds; for a data set the maximum of the averaged curve.
   *
   * @param curve the curve
   * @return the maximum; NaN where undefined
   */
  public double max(Curve curve) {
    return maxima[curve.ordinal()];
  }

  /** The thirteen metrics with their values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Scores[");
    for (Metric metric : Metric.all()) {
      text.append(metric.ordinal() == 0 ? "" : ", ").append(metric.label());
      text.append('=').append(value(metric));
    }
    return text.append(']').toString();
  }
}
