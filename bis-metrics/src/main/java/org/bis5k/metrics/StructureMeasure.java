package org.bis5k.metrics;

import java.math.BigInteger;

/**
 * The structure measure S = max(0, (So + Sr) / 2) of a prediction p against a ground truth g (Fan
 * et al. 2017, doi:10.1109/ICCV.2017.487; the reference's {@code StructureMeasure}).
 *
 * <p>Object part: So = u O(p over g = 1) + (1 - u) O(1 - p over g = 0) with u the mean of g and
 * O(v) = 2 m / (m² + 1 + σ + ε), m the mean and σ the deviation of v. Region part: Sr is the mean
 * over the four blocks around the centroid of g, weighted by pixels, of the structural similarity α
 * / (β + ε) with α = 4 x y σxy and β = (x² + y²)(σx² + σy²); 1 where α and β are 0, 0 where only α
 * is. An empty ground truth scores 1 - mean(p), a full one mean(p).
 *
 * <p>Variances come from exact integer sums. A block in which prediction and ground truth are
 * constant therefore scores 1 whatever the level.
 */
final class StructureMeasure {

  private static final double EPSILON = Math.ulp(1.0);

  private StructureMeasure() {}

  static double of(PixelStatistics image, int scale, Conventions.Formulas formulas) {
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
    return Math.max(0, 0.5 * objects(image, scale, formulas) + 0.5 * region);
  }

  private static double objects(PixelStatistics image, int scale, Conventions.Formulas formulas) {
    Sums inside = new Sums(scale);
    Sums outside = new Sums(scale);
    for (int level = 0; level < 256; level++) {
      inside.add(level, image.foreground(level));
      outside.add(scale - level, image.background(level));
    }
    double share = (double) inside.n / image.pixels();
    return share * objectScore(inside, formulas) + (1 - share) * objectScore(outside, formulas);
  }

  private static double objectScore(Sums sums, Conventions.Formulas formulas) {
    double mean = sums.mean();
    double freedom = formulas.sampleDeviation() ? Math.max(1, sums.n - 1) : sums.n;
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

  /** n a - b c of numbers that are not negative, exact up to the final rounding to double. */
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

  /** Sums over pixels: count, levels, squared levels, ground truth, and levels in the truth. */
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

    /** n times the sum of squares minus the squared sum: the variance times scale² n². */
    double spread() {
      return scaled(n, squares, levels, levels);
    }
  }
}
