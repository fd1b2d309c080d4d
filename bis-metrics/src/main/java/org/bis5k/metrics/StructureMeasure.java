package org.bis5k.metrics;

import java.math.BigInteger;

/**
 * The structure measure: half an object part, half a region part over four blocks around the ground
 * truth's centroid (Fan et al. 2017, doi:10.1109/ICCV.2017.487; the reference's {@code
 * StructureMeasure}).
 *
 * <p>All variances come from exact integer sums, so that a block in which prediction and ground
 * truth are both constant scores 1, whatever the level.
 */
final class StructureMeasure {

  private static final double EPSILON = Math.ulp(1.0);

  private StructureMeasure() {}

  static double of(PixelStatistics image, int scale, Profile profile) {
    long n = image.pixels();
    Sums whole = new Sums(scale);
    for (int block = 0; block < PixelStatistics.BLOCKS; block++) {
      whole.add(image, block);
    }
    if (whole.truth == 0) {
      return 1 - whole.mean();
    }
    if (whole.truth == n) {
      return whole.mean();
    }
    double region = 0;
    for (int block = 0; block < PixelStatistics.BLOCKS; block++) {
      Sums sums = new Sums(scale);
      sums.add(image, block);
      if (sums.n > 0) {
        region += (double) sums.n / n * similarity(sums);
      }
    }
    return Math.max(0, 0.5 * objects(image, scale, profile) + 0.5 * region);
  }

  private static double objects(PixelStatistics image, int scale, Profile profile) {
    Sums inside = new Sums(scale);
    Sums outside = new Sums(scale);
    for (int level = 0; level < 256; level++) {
      inside.add(level, image.foreground(level));
      outside.add(scale - level, image.background(level));
    }
    double share = (double) inside.n / image.pixels();
    return share * objectScore(inside, profile) + (1 - share) * objectScore(outside, profile);
  }

  private static double objectScore(Sums sums, Profile profile) {
    double mean = sums.mean();
    double freedom = profile == Profile.PYSOD ? Math.max(1, sums.n - 1) : sums.n;
    double deviation = Math.sqrt(sums.spread()) / (sums.scale * Math.sqrt(sums.n * freedom));
    return 2 * mean / (mean * mean + 1 + deviation + EPSILON);
  }

  /** The structural similarity of a block. */
  private static double similarity(Sums sums) {
    double n = sums.n;
    double d = n - 1 + EPSILON;
    double x = sums.mean();
    double y = sums.truth / n;
    double varianceX = sums.spread() / (n * sums.scale * sums.scale) / d;
    double varianceY = scaled(sums.n, sums.truth, sums.truth, sums.truth) / n / d;
    double covariance =
        scaled(sums.n, sums.levelsInTruth, sums.levels, sums.truth) / (n * sums.scale) / d;
    double alpha = 4 * x * y * covariance;
    double beta = (x * x + y * y) * (varianceX + varianceY);
    if (alpha != 0) {
      return alpha / (beta + EPSILON);
    }
    return beta == 0 ? 1 : 0;
  }

  /** n a - b c of numbers from 0 on, exact before the one rounding to double. */
  static double scaled(long n, long a, long b, long c) {
    if (fits(n, a) && fits(b, c)) {
      return n * a - b * c;
    }
    return BigInteger.valueOf(n)
        .multiply(BigInteger.valueOf(a))
        .subtract(BigInteger.valueOf(b).multiply(BigInteger.valueOf(c)))
        .doubleValue();
  }

  private static boolean fits(long x, long y) {
    return Math.multiplyHigh(x, y) == 0 && x * y >= 0;
  }

  /** Sums over some pixels: of grey levels, their squares, the truth, and levels in the truth. */
  private static final class Sums {

    private final int scale;
    private long n;
    private long levels;
    private long squares;
    private long truth;
    private long levelsInTruth;

    Sums(int scale) {
      this.scale = scale;
    }

    void add(int level, long count) {
      n += count;
      levels += count * level;
      squares += count * level * level;
    }

    void add(PixelStatistics image, int block) {
      for (int level = 0; level < 256; level++) {
        long inTruth = image.foreground(block, level);
        add(level, image.background(block, level) + inTruth);
        truth += inTruth;
        levelsInTruth += inTruth * level;
      }
    }

    double mean() {
      return levels / ((double) scale * n);
    }

    /** n times the sum of squares less the squared sum: the variance times scale² n². */
    double spread() {
      return scaled(n, squares, levels, levels);
    }
  }
}
