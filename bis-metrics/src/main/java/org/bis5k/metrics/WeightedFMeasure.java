package org.bis5k.metrics;

import org.bis5k.data.Mask;

/**
 * The weighted F-measure of a prediction p against a ground truth g (Margolin et al. 2014,
 * doi:10.1109/CVPR.2014.39; the reference's {@code WeightedFMeasure}).
 *
 * <p>E = |p - g|. At g = 0 pixels, Et is E of the nearest g = 1 pixel; at g = 1 pixels it is E. EA
 * is Et filtered with a 7 x 7 Gaussian of deviation 5. The weighted error is Ew = min(E, EA) where
 * g = 1 and E (2 - exp(ln(0.5) / 5 d)) where g = 0, d being the distance to the nearest g = 1
 * pixel. With R = 1 - mean(Ew over g = 1), TP = |g| - sum(Ew over g = 1), FP = sum(Ew over g = 0)
 * and P = TP / (TP + FP + ε) the value is 2 R P / (R + P + ε). Undefined for an empty ground truth.
 *
 * <p>Keeps its arrays between images; not safe for use by several threads. Each row is a method
 * call because the virtual machine compiles frequently called methods sooner and better than long
 * loops.
 */
final class WeightedFMeasure {

  private static final double EPSILON = Math.ulp(1.0);

  /** The squared distance from the centre to the corners of the 7 x 7 window. */
  private static final int FARTHEST_SMOOTHED = 18;

  /** 2 - exp(ln(0.5) / 5 * distance) by squared distance: most distances occur many times. */
  private static final double[] IMPORTANCE = new double[1 << 14];

  static {
    for (int squared = 0; squared < IMPORTANCE.length; squared++) {
      IMPORTANCE[squared] = importance(squared);
    }
  }

  /** level / scale. */
  private final double[] share = new double[256];

  private final FeatureTransform transform = new FeatureTransform();
  private final GaussianRows gaussian = new GaussianRows();
  private byte[] errors = new byte[0];
  private double[] smoothed = new double[0];
  private final boolean zeroBeyondBorder;
  private final Conventions.EdgeCases edgeCases;

  WeightedFMeasure(Conventions conventions) {
    this.zeroBeyondBorder = conventions.formulas().zeroBeyondBorder();
    this.edgeCases = conventions.edgeCases();
  }

  /** The value of a prediction; sizes are equal; {@code foreground} counts the truth's pixels. */
  double of(Levels prediction, Mask truth, long foreground) {
    byte[] samples = prediction.image().samples();
    int scale = prediction.scale();
    if (foreground == 0) {
      return allZero(samples)
          ? edgeCases.weightedFOfEmptyPair()
          : edgeCases.weightedFOfEmptyTruth();
    }
    double missedInBackground = spreadErrors(samples, scale, truth);
    double missedInForeground = smoothedErrors(scale, truth);
    double hits = foreground - missedInForeground;
    double recall = 1 - missedInForeground / foreground;
    double precision = hits / (hits + missedInBackground + EPSILON);
    return 2 * recall * precision / (recall + precision + EPSILON);
  }

  /**
   * Fills {@link #errors} near the foreground with the errors of the nearest foreground pixels, for
   * the smoothing, and returns the sum of the weighted errors of the background.
   */
  private double spreadErrors(byte[] samples, int scale, Mask truth) {
    int width = truth.size().width();
    if (errors.length < samples.length) {
      errors = new byte[samples.length];
    }
    for (int level = 0; level <= scale; level++) {
      share[level] = level / (double) scale;
    }
    double sum = 0;
    transform.start(truth);
    for (int row = truth.size().height() - 1; row >= 0; row--) {
      transform.row(row);
      sum += spreadErrors(samples, scale, row * width, width);
    }
    return sum;
  }

  private double spreadErrors(byte[] samples, int scale, int start, int width) {
    double sum = 0;
    for (int column = 0, i = start; column < width; column++, i++) {
      long squared = transform.squaredDistance(column);
      if (squared <= FARTHEST_SMOOTHED) {
        // A foreground pixel is its own nearest.
        errors[i] = (byte) (scale - (samples[transform.feature(column)] & 0xff));
      }
      int level = samples[i] & 0xff;
      if (level != 0 && squared > 0) {
        sum += share[level] * weight(squared);
      }
    }
    return sum;
  }

  private static double weight(long squaredDistance) {
    return squaredDistance < IMPORTANCE.length
        ? IMPORTANCE[(int) squaredDistance]
        : importance(squaredDistance);
  }

  private static double importance(long squaredDistance) {
    return 2 - Math.exp(Math.log(0.5) / 5 * Math.sqrt(squaredDistance));
  }

  /** The sum over the foreground of the smaller of the error and the smoothed error. */
  private double smoothedErrors(int scale, Mask truth) {
    int width = truth.size().width();
    if (smoothed.length < width) {
      smoothed = new double[width];
    }
    gaussian.start(errors, truth.size(), zeroBeyondBorder);
    double sum = 0;
    for (int row = 0; row < truth.size().height(); row++) {
      sum += smoothedErrors(truth, row, width) / scale;
    }
    return sum;
  }

  private double smoothedErrors(Mask truth, int row, int width) {
    int start = row * width;
    int from = 0;
    int to = width;
    while (from < to && !truth.at(start + from)) {
      from++;
    }
    while (from < to && !truth.at(start + to - 1)) {
      to--;
    }
    if (from == to) {
      return 0;
    }
    gaussian.advance(row);
    gaussian.smooth(from, to, smoothed);
    double sum = 0;
    for (int column = from; column < to; column++) {
      if (truth.at(start + column)) {
        sum += Math.min(errors[start + column] & 0xff, smoothed[column]);
      }
    }
    return sum;
  }

  private static boolean allZero(byte[] samples) {
    for (byte sample : samples) {
      if (sample != 0) {
        return false;
      }
    }
    return true;
  }
}
