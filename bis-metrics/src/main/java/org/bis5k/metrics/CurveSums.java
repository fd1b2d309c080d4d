package org.bis5k.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Exact sums of curves over images, and the number of images in each sum. Memory does not grow with
 * the number of images. An image for which a curve is undefined is not part of that curve's sum.
 */
public final class CurveSums {

  private final ExactSum[][] sums = new ExactSum[Curve.values().length][ThresholdCurves.THRESHOLDS];
  private final long[] counts = new long[Curve.values().length];

  /** Sums over no image. */
  public CurveSums() {
    for (ExactSum[] curve : sums) {
      for (int j = 0; j < curve.length; j++) {
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
      for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
        sums[curve.ordinal()][j].add(curves.at(curve, j));
      }
    }
  }

  void add(CurveSums other) {
    for (int c = 0; c < sums.length; c++) {
      counts[c] += other.counts[c];
      for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
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
  public long images(Curve curve) {
    return counts[curve.ordinal()];
  }

  /**
   * The sums of a curve without rounding.
   *
   * @param curve the curve
   * @return for each of the 256 thresholds {@code HEXpEXP}, an integer in hexadecimal times a power
   *     of two
   */
  public List<String> text(Curve curve) {
    List<String> text = new ArrayList<>();
    for (ExactSum sum : sums[curve.ordinal()]) {
      text.add(sum.toText());
    }
    return text;
  }

  /**
   * Adds sums of a curve over further images.
   *
   * @param curve the curve
   * @param images the number of these images
   * @param text their sums as {@link #text} gives them
   * @throws IllegalArgumentException if there are not 256 sums or one is not a number in range
   */
  public void add(Curve curve, long images, List<String> text) {
    if (text.size() != ThresholdCurves.THRESHOLDS) {
      throw new IllegalArgumentException(
          "expected 256 sums of " + curve.label() + ", found " + text.size());
    }
    counts[curve.ordinal()] += images;
    for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
      sums[curve.ordinal()][j].addText(text.get(j));
    }
  }

  /** The averaged curves; NaN for a curve without images. */
  ThresholdCurves means() {
    double[][] means = new double[sums.length][ThresholdCurves.THRESHOLDS];
    for (int c = 0; c < sums.length; c++) {
      for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
        means[c][j] = counts[c] == 0 ? Double.NaN : sums[c][j].toDouble() / counts[c];
      }
    }
    return new ThresholdCurves(means);
  }
}
