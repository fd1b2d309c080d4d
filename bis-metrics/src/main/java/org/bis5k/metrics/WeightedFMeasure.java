package org.bis5k.metrics;

import org.bis5k.data.Mask;

/**
 * The weighted F-measure (Margolin et al. 2014, doi:10.1109/CVPR.2014.39; the reference's {@code
 * WeightedFMeasure}): errors of the foreground are smoothed over the neighbourhood, those of the
 * background weigh up to twice as much the farther they lie from the foreground. Keeps its arrays
 * between images; not safe for use by several threads. A row is a method call here and elsewhere:
 * the virtual machine compiles what is called often sooner and better than long loops.
 */
final class WeightedFMeasure {

  private static final double EPSILON = Math.ulp(1.0);

  /** Squared distance of the corners of the Gaussian's 7 x 7 window. */
  private static final int FARTHEST_SMOOTHED = 18;

  /** 2 - exp(ln(0.5) / 5 * distance), by squared distance: most distances repeat many times. */
  private static final double[] IMPORTANCE = new double[1 << 14];

  static {
    for (int squared = 0; squared < IMPORTANCE.length; squared++) {
      IMPORTANCE[squared] = importance(squared);
    }
  }

  /** What a level is of the scale: 0 to 1. */
  private final double[] share = new double[256];

  private final FeatureTransform transform = new FeatureTransform();
  private final GaussianRows gaussian = new GaussianRows();
  private byte[] errors = new byte[0];
  private double[] smoothed = new double[0];

  /** The score of a prediction of the truth's size; NaN or the strict value for an empty truth. */
  double of(Levels prediction, Mask truth, long foreground, Profile profile) {
    byte[] samples = prediction.image().samples();
    int scale = prediction.scale();
    if (foreground == 0) {
      return switch (profile) {
        case UACANET -> Double.NaN;
        case STRICT -> allZero(samples) ? 1 : 0;
        case PYSOD -> 0;
      };
    }
    double missedInBackground = spreadErrors(samples, scale, truth);
    double missedInForeground = smoothedErrors(scale, truth, profile == Profile.PYSOD);
    double hits = foreground - missedInForeground;
    double recall = 1 - missedInForeground / foreground;
    double precision = hits / (hits + missedInBackground + EPSILON);
    return 2 * recall * precision / (recall + precision + EPSILON);
  }

  /**
   * Gives the background near the foreground the error of its nearest foreground pixel, for the
   * smoothing, and returns the sum of the background's own weighted errors.
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

  /** The sum over the foreground of the lesser of a pixel's error and its neighbourhood's. */
  private double smoothedErrors(int scale, Mask truth, boolean zeroBeyondBorder) {
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
