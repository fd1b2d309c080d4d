package org.bis5k.metrics;

/**
 * The pixels of an image by class and by the first threshold that they reach: with the image's size
 * all that its curves depend on, and much smaller than they are. Immutable.
 */
public final class ThresholdCounts {

  private final long[] background;
  private final long[] foreground;

  /**
   * Counts per threshold index, which are not copied.
   *
   * @param background 256 counts of background pixels
   * @param foreground 256 counts of foreground pixels
   */
  public ThresholdCounts(long[] background, long[] foreground) {
    this.background = background;
    this.foreground = foreground;
  }

  static ThresholdCounts of(PixelStatistics image, Levels levels) {
    long[] background = new long[Thresholds.COUNT];
    long[] foreground = new long[Thresholds.COUNT];
    for (int level = 0; level < 256; level++) {
      background[levels.firstThreshold(level)] += image.background(level);
      foreground[levels.firstThreshold(level)] += image.foreground(level);
    }
    return new ThresholdCounts(background, foreground);
  }

  /**
   * Background pixels by the first threshold they reach.
   *
   * @param threshold the threshold's index, 0 to 255
   * @return the number of pixels
   */
  public long background(int threshold) {
    return background[threshold];
  }

  /**
   * Foreground pixels by the first threshold they reach.
   *
   * @param threshold the threshold's index, 0 to 255
   * @return the number of pixels
   */
  public long foreground(int threshold) {
    return foreground[threshold];
  }

  ThresholdCurves curves(Profile profile) {
    long truth = sum(foreground);
    long rest = sum(background);
    double[][] values = new double[Curve.values().length][Thresholds.COUNT];
    ConfusionRatios ratios = new ConfusionRatios(profile);
    long tp = 0;
    long fp = 0;
    for (int j = 0; j < Thresholds.COUNT; j++) {
      tp += foreground[j];
      fp += background[j];
      ratios.write(values, j, tp, fp, truth - tp, rest - fp);
    }
    return new ThresholdCurves(values);
  }

  TruthKind truth() {
    long foregroundPixels = sum(foreground);
    return TruthKind.of(foregroundPixels, foregroundPixels + sum(background));
  }

  /**
   * The number of pixels.
   *
   * @return the sum of all counts
   */
  public long pixels() {
    return sum(foreground) + sum(background);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
