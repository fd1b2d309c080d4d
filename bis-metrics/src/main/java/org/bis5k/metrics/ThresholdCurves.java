package org.bis5k.metrics;

/**
 * The seven {@link Curve}s over the 256 thresholds from 1 down to 0, of one image or averaged over
 * a data set. Threshold j is {@code j * (-1.0 / 255) + 1.0}; a pixel is foreground where its grey
 * level / 255 reaches it (in the pysod profile: where its stretched, truncated level reaches 255 -
 * j), so at the last one all pixels are. Immutable.
 */
public final class ThresholdCurves {

  private final double[][] values;

  /**
   * Curves, which are not copied.
   *
   * @param values one row of 256 values per curve, in the order of {@link Curve}
   */
  public ThresholdCurves(double[][] values) {
    this.values = values;
  }

  /**
   * The number of thresholds.
   *
   * @return 256
   */
  public int thresholds() {
    return Thresholds.COUNT;
  }

  /**
   * A threshold.
   *
   * @param index 0 to 255
   * @return a value in [0, 1], falling with the index
   */
  public double threshold(int index) {
    return Thresholds.value(index);
  }

  /**
   * A curve's value.
   *
   * @param curve the quantity
   * @param index the threshold's index, 0 to 255
   * @return the value; NaN where undefined
   */
  public double at(Curve curve, int index) {
    return values[curve.ordinal()][index];
  }

  /**
   * A curve's mean over all thresholds.
   *
   * @param curve the quantity
   * @return the mean; NaN where undefined
   */
  public double mean(Curve curve) {
    double sum = 0;
    for (double value : values[curve.ordinal()]) {
      sum += value;
    }
    return sum / Thresholds.COUNT;
  }

  /**
   * A curve's maximum over all thresholds.
   *
   * @param curve the quantity
   * @return the maximum; NaN where undefined
   */
  public double max(Curve curve) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values[curve.ordinal()]) {
      max = Math.max(max, value);
    }
    return max;
  }
}
