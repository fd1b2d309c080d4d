package org.bis5k.metrics.comparison;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;

/**
 * Bootstrap confidence intervals of a mean over images: images are resampled with replacement, and
 * the distribution of the resampled means estimates the sampling error (Efron and Tibshirani 1993,
 * doi:10.1201/9780429246593). The result depends only on the values, their order, and the options.
 *
 * @param resamples the number of resamples, at least 100; 10,000 is enough for most uses
 * @param confidence the nominal coverage, above 0 and below 1; 0.95 is usual
 * @param seed the seed of the resampling
 */
public record Bootstrap(int resamples, double confidence, long seed) {

  /**
   * A confidence interval.
   *
   * @param low its lower end
   * @param high its upper end, at least the lower
   * @param confidence its nominal coverage, above 0 and below 1
   */
  public record Interval(double low, double high, double confidence) {

    /**
     * Refuses ends that are not in order and a coverage out of range.
     *
     * @param low its lower end
     * @param high its upper end
     * @param confidence its nominal coverage
     * @throws IllegalArgumentException if the ends are not in order or the coverage is out of range
     */
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "An interval needs low <= high; found " + low + ", " + high);
      }
      requireConfidence(confidence);
    }
  }

  /**
   * Refuses options out of range.
   *
   * @param resamples the number of resamples
   * @param confidence the nominal coverage
   * @param seed the seed of the resampling
   * @throws IllegalArgumentException if an option is out of range
   */
  public Bootstrap {
    if (resamples < 100) {
      throw new IllegalArgumentException("At least 100 resamples are needed; found " + resamples);
    }
    requireConfidence(confidence);
  }

  private static void requireConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence lies in 0 to 1; found " + confidence);
    }
  }

  /**
   * These options with another number of resamples.
   *
   * @param count at least 100
   * @return the changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public Bootstrap withResamples(int count) {
    return new Bootstrap(count, confidence, seed);
  }

  /**
   * These options with another coverage.
   *
   * @param coverage above 0 and below 1
   * @return the changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public Bootstrap withConfidence(double coverage) {
    return new Bootstrap(resamples, coverage, seed);
  }

  /**
   * These options with another seed.
   *
   * @param start the seed of the resampling
   * @return the changed options
   */
  public Bootstrap withSeed(long start) {
    return new Bootstrap(resamples, confidence, start);
  }

  /**
   * The percentile interval: the central part of the resampled means.
   *
   * @param values one value per image, all finite
   * @return the interval of their mean
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public Interval percentile(double... values) {
    double[] means = means(values);
    double tail = (1 - confidence) / 2;
    return interval(means, tail, 1 - tail);
  }

  /**
   * The bias-corrected and accelerated (BCa) interval (Efron 1987,
   * doi:10.1080/01621459.1987.10478410; SciPy's {@code stats.bootstrap}), which has a better
   * coverage for skewed values.
   *
   * @param values one value per image, all finite
   * @return the interval of their mean; if all values are equal, that value alone
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public Interval bca(double... values) {
    double[] means = means(values);
    double mean = mean(values);
    if (means[0] == means[means.length - 1]) {
      return new Interval(means[0], means[0], confidence);
    }
    // A resampled mean equal to the mean counts half, as in a mid-rank.
    double below = 0;
    for (double resampled : means) {
      below += resampled < mean ? 1 : resampled == mean ? 0.5 : 0;
    }
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double share = Math.max(0.5, Math.min(means.length - 0.5, below)) / means.length;
    double bias = normal.inverseCumulativeProbability(share);
    double acceleration = acceleration(values, mean);
    double z = normal.inverseCumulativeProbability((1 + confidence) / 2);
    return interval(
        means,
        normal.cumulativeProbability(shifted(bias, -z, acceleration)),
        normal.cumulativeProbability(shifted(bias, z, acceleration)));
  }

  /**
   * The BCa interval of a data set's metric over the images that define it.
   *
   * @param scores the data set's scores
   * @param metric a metric that is a mean over images, not the maximum of the averaged curve
   * @return the interval of the metric
   * @throws IllegalArgumentException if the metric is a maximum or defined for no image
   */
  public Interval bca(DatasetScores scores, Metric metric) {
    if (!metric.isMeanOverImages()) {
      throw new IllegalArgumentException(
          metric.label() + " is no mean over images: it is the maximum of the averaged curve");
    }
    return bca(
        scores.images().stream()
            .mapToDouble(image -> image.value(metric))
            .filter(value -> !Double.isNaN(value))
            .toArray());
  }

  /**
   * The BCa interval of the mean difference between two methods over the images for which both
   * define the metric.
   *
   * @param first the scores of a method
   * @param second the scores of another method on the same images
   * @param metric the values to compare
   * @return the interval of the first method's value minus the second's
   * @throws IllegalArgumentException if profiles or images differ, or no image defines the metric
   *     for both
   */
  public Interval bcaOfDifference(DatasetScores first, DatasetScores second, Metric metric) {
    return bca(PairedValues.of(first, second, metric, "the methods").differences());
  }

  private static double shifted(double bias, double z, double acceleration) {
    return bias + (bias + z) / (1 - acceleration * (bias + z));
  }

  /** A sixth of the skewness of the jackknife values, which for a mean is that of the values. */
  private static double acceleration(double[] values, double mean) {
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double d = value - mean;
      squares += d * d;
      cubes += d * d * d;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private double[] means(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("There is no value to resample");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "Only finite values can be resampled; found " + value + ". Leave such images out.");
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private Interval interval(double[] sorted, double low, double high) {
    return new Interval(quantile(sorted, low), quantile(sorted, high), confidence);
  }

  /**
   * A quantile with linear interpolation, the default of NumPy's {@code quantile}.
   *
   * @param sorted the values in rising order, at least one
   * @param share the share of values below the quantile, 0 to 1
   * @return the quantile
   */
  public static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
