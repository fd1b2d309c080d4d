package org.bis5k.metrics;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The pixels of an image counted by class and by the first threshold that they reach. The curves of
 * an image follow from these 512 counts alone. Immutable.
 */
public final class ThresholdCounts {

  private final long[] background;
  private final long[] foreground;

  private ThresholdCounts(long[] background, long[] foreground) {
    this.background = background;
    this.foreground = foreground;
  }

  /**
   * Given counts.
   *
   * @param background the number of background pixels for each threshold index, 0 to 255
   * @param foreground the number of foreground pixels for each threshold index
   * @return the counts
   */
  public static ThresholdCounts of(IntToLongFunction background, IntToLongFunction foreground) {
    return new ThresholdCounts(array(background), array(foreground));
  }

  static ThresholdCounts of(PixelStatistics image, Levels levels) {
    long[] background = new long[ThresholdCurves.THRESHOLDS];
    long[] foreground = new long[ThresholdCurves.THRESHOLDS];
    for (int level = 0; level < 256; level++) {
      background[levels.firstThreshold(level)] += image.background(level);
      foreground[levels.firstThreshold(level)] += image.foreground(level);
    }
    return new ThresholdCounts(background, foreground);
  }

  private static long[] array(IntToLongFunction counts) {
    long[] array = new long[ThresholdCurves.THRESHOLDS];
    Arrays.setAll(array, counts);
    return array;
  }

  /**
   * The background pixels that reach a threshold first.
   *
   * @param threshold the threshold's index, 0 to 255
   * @return the number of pixels
   */
  public long background(int threshold) {
    return background[threshold];
  }

  /**
   * The foreground pixels that reach a threshold first.
   *
   * @param threshold the threshold's index, 0 to 255
   * @return the number of pixels
   */
  public long foreground(int threshold) {
    return foreground[threshold];
  }

  /**
   * The number of pixels of the image.
   *
   * @return the sum of all counts
   */
  public long pixels() {
    return Arrays.stream(foreground).sum() + Arrays.stream(background).sum();
  }

  ThresholdCurves curves(Conventions conventions) {
    long truth = Arrays.stream(foreground).sum();
    long rest = Arrays.stream(background).sum();
    double[][] values = new double[Curve.values().length][ThresholdCurves.THRESHOLDS];
    ConfusionRatios ratios = new ConfusionRatios(conventions);
    long tp = 0;
    long fp = 0;
    for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
      tp += foreground[j];
      fp += background[j];
      ratios.write(values, j, tp, fp, truth - tp, rest - fp);
    }
    return new ThresholdCurves(values);
  }

  TruthKind truth() {
    return TruthKind.of(Arrays.stream(foreground).sum(), pixels());
  }
}
