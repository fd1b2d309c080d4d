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

  static double of(PixelStatistics image) {
    long n = image.pixels();
    Sums whole = new Sums();
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
      Sums sums = new Sums();
      sums.add(image, block);
      if (sums.n > 0) {
        region += (double) sums.n / n * similarity(sums);
      }
    }
    return Math.max(0, 0.5 * objects(image) + 0.5 * region);
  }

  private static double objects(PixelStatistics image) {
    Sums inside = new Sums();
    Sums outside = new Sums();
    for (int level = 0; level < 256; level++) {
      inside.add(level, image.foreground(level));
      outside.add(255 - level, image.background(level));
    }
    double share = (double) inside.n / image.pixels();
    return share * objectScore(inside) + (1 - share) * objectScore(outside);
  }

  private static double objectScore(Sums sums) {
    double mean = sums.mean();
    double deviation = Math.sqrt(sums.spread()) / (255.0 * sums.n);
    return 2 * mean / (mean * mean + 1 + deviation + EPSILON);
  }

  /** The structural similarity of a block. */
  private static double similarity(Sums sums) {
    double n = sums.n;
    double d = n - 1 + EPSILON;
    double x = sums.mean();
    double y = sums.truth / n;
    double varianceX = sums.spread() / (n * 65025) / d;
    double varianceY = scaled(sums.n, sums.truth, sums.truth, sums.truth) / n / d;
    double covariance = scaled(sums.n, sums.levelsInTruth, sums.levels, sums.truth) / (n * 255) / d;
    double alpha = 4 * x * y * covariance;
    double beta = (x * x + y * y) * (varianceX + varianceY);
    if (alpha != 0) {
      return alpha / (beta + EPSILON);
    }
    return beta == 0 ? 1 : 0;
  }

  /** n a - b c, exact before the one rounding to double. */
  private static double scaled(long n, long a, long b, long c) {
    return BigInteger.valueOf(n)
        .multiply(BigInteger.valueOf(a))
        .subtract(BigInteger.valueOf(b).multiply(BigInteger.valueOf(c)))
        .doubleValue();
  }

  /** Sums over some pixels: of grey levels, their squares, the truth, and levels in the truth. */
  private static final class Sums {

    private long n;
    private long levels;
    private long squares;
    private long truth;
    private long levelsInTruth;

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
      return levels / (255.0 * n);
    }

    /** n times the sum of squares less the squared sum: the variance times 255² n². */
    double spread() {
      return scaled(n, squares, levels, levels);
    }
  }
}
