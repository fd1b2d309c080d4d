package org.bis5k.metrics;

/**
 * The seven {@link Curve}s over 256 thresholds, of one image or averaged over a data set.
 * Immutable.
 *
 * <p>Threshold j is {@code j * (-1.0 / 255) + 1.0}, falling from 1 to 0 with the rounding of {@code
 * numpy.linspace(1, 0, 256)}. A pixel is foreground where its grey level / 255 is at least the
 * threshold; in the pysod profile where its stretched, truncated level is at least 255 - j. At the
 * last threshold every pixel is foreground. The rounding matters: 66 of the 256 grey levels miss
 * the threshold with their own number.
 */
public final class ThresholdCurves {

  /** The number of thresholds. */
  public static final int THRESHOLDS = 256;

  private static final double STEP = -1.0 / 255;

  private final double[][] values;

  /** The values of a curve at a threshold. */
  @FunctionalInterface
  public interface Values {

    /**
     * A value.
     *
     * @param curve the curve
     * @param index the threshold's index, 0 to 255
     * @return the value; NaN where undefined
     */
    double at(Curve curve, int index);
  }

  /** Keeps a matrix of curves x thresholds, which is not copied. */
  ThresholdCurves(double[][] values) {
    this.values = values;
  }

  /**
   * Curves of given values.
   *
   * @param values asked once for every curve and threshold
   * @return the curves
   */
  public static ThresholdCurves of(Values values) {
    double[][] matrix = new double[Curve.values().length][THRESHOLDS];
    for (Curve curve : Curve.values()) {
      for (int j = 0; j < THRESHOLDS; j++) {
        matrix[curve.ordinal()][j] = values.at(curve, j);
      }
    }
    return new ThresholdCurves(matrix);
  }

  /**
   * A threshold.
   *
   * @param index the threshold's index, 0 to 255
   * @return a value in [0, 1], falling with the index
   */
  public static double threshold(int index) {
    return index * STEP + 1.0;
  }

  /**
   * A curve's value.
   *
   * @param curve the curve
   * @param index the threshold's index, 0 to 255
   * @return the value; NaN where undefined
   */
  public double at(Curve curve, int index) {
    return values[curve.ordinal()][index];
  }

  /**
   * A curve's mean over all thresholds.
   *
   * @param curve the curve
   * @return the mean; NaN where undefined
   */
  public double mean(Curve curve) {
    double sum = 0;
    for (double value : values[curve.ordinal()]) {
      sum += value;
    }
    return sum / THRESHOLDS;
  }

  /**
   * A curve's maximum over all thresholds.
   *
   * @param curve the curve
   * @return the maximum; NaN where undefined
   */
  public double max(Curve curve) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values[curve.ordinal()]) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The mean of each curve. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ThresholdCurves[");
    for (Curve curve : Curve.values()) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ");
      text.append("mean").append(curve.label()).append('=').append(mean(curve));
    }
    return text.append(']').toString();
  }
}
