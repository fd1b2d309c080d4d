package org.bis5k.metrics;

/**
 * The values of an image or a data set: the structure measure, the weighted F-measure, the mean
 * absolute error, and each {@link Curve}'s mean and maximum. NaN where undefined. Immutable.
 */
public final class Scores {

  private final double structure;
  private final double weightedF;
  private final double error;
  private final double[] means;
  private final double[] maxima;

  private Scores(
      double structure, double weightedF, double error, double[] means, double[] maxima) {
    this.structure = structure;
    this.weightedF = weightedF;
    this.error = error;
    this.means = means;
    this.maxima = maxima;
  }

  /**
   * The values of an image or a data set.
   *
   * @param structure the structure measure
   * @param weightedF the weighted F-measure
   * @param error the mean absolute error
   * @param curves the curves whose means and maxima are taken
   * @return the values
   */
  public static Scores of(
      double structure, double weightedF, double error, ThresholdCurves curves) {
    Curve[] all = Curve.values();
    double[] means = new double[all.length];
    double[] maxima = new double[all.length];
    for (Curve curve : all) {
      means[curve.ordinal()] = curves.mean(curve);
      maxima[curve.ordinal()] = curves.max(curve);
    }
    return new Scores(structure, weightedF, error, means, maxima);
  }

  /**
   * Values read from a file.
   *
   * @param structure the structure measure
   * @param weightedF the weighted F-measure
   * @param error the mean absolute error
   * @param means each curve's mean, in the order of {@link Curve}
   * @param maxima each curve's maximum, in the same order
   * @return the values
   */
  public static Scores of(
      double structure, double weightedF, double error, double[] means, double[] maxima) {
    return new Scores(structure, weightedF, error, means.clone(), maxima.clone());
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
   * @param curve the quantity
   * @return the mean; NaN where undefined
   */
  public double mean(Curve curve) {
    return means[curve.ordinal()];
  }

  /**
   * A curve's maximum over the thresholds; for a data set that of the averaged curve.
   *
   * @param curve the quantity
   * @return the maximum; NaN where undefined
   */
  public double max(Curve curve) {
    return maxima[curve.ordinal()];
  }
}
