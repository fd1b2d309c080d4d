package org.bis5k.metrics;

/**
 * The exact sum of curves over images and the number of images in it; memory does not grow with
 * their number. A curve that is undefined for an image is left out with the image's count.
 */
public final class CurveSums {

  private final ExactSum[][] sums = new ExactSum[Curve.values().length][Thresholds.COUNT];
  private final long[] counts = new long[Curve.values().length];

  /** Sums over no image. */
  public CurveSums() {
    for (ExactSum[] curve : sums) {
      for (int j = 0; j < Thresholds.COUNT; j++) {
        curve[j] = new ExactSum();
      }
    }
  }

  void add(ThresholdCurves curves) {
    for (Curve curve : Curve.values()) {
      if (Double.isNaN(curves.at(curve, 0))) {
        continue;
      }
      counts[curve.ordinal()]++;
      for (int j = 0; j < Thresholds.COUNT; j++) {
        sums[curve.ordinal()][j].add(curves.at(curve, j));
      }
    }
  }

  void add(CurveSums other) {
    for (int c = 0; c < sums.length; c++) {
      counts[c] += other.counts[c];
      for (int j = 0; j < Thresholds.COUNT; j++) {
        sums[c][j].add(other.sums[c][j]);
      }
    }
  }

  /**
   * The number of images in a curve's sum.
   *
   * @param curve the curve
   * @return at least 0
   */
  public long count(Curve curve) {
    return counts[curve.ordinal()];
  }

  /**
   * Sets the number of images in a curve's sum.
   *
   * @param curve the curve
   * @param images the number, at least 0
   */
  public void setCount(Curve curve, long images) {
    counts[curve.ordinal()] = images;
  }

  /**
   * The sum of a curve's values at one threshold.
   *
   * @param curve the curve
   * @param threshold the threshold's index, 0 to 255
   * @return the sum itself, not a copy
   */
  public ExactSum sum(Curve curve, int threshold) {
    return sums[curve.ordinal()][threshold];
  }

  /** The averaged curves; NaN where no image counts. */
  ThresholdCurves means() {
    double[][] means = new double[sums.length][Thresholds.COUNT];
    for (int c = 0; c < sums.length; c++) {
      for (int j = 0; j < Thresholds.COUNT; j++) {
        means[c][j] = counts[c] == 0 ? Double.NaN : sums[c][j].toDouble() / counts[c];
      }
    }
    return new ThresholdCurves(means);
  }
}
