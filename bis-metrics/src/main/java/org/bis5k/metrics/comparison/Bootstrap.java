package org.bis5k.metrics.comparison;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;

/**
 * Bootstrap confidence intervals of a mean over images: images are drawn with replacement, and the
 * spread of the means of such draws stands for the sampling error (Efron and Tibshirani 1993,
 * doi:10.1201/9780429246593). Depends on nothing but the values, in their order, and the seed.
 *
 * @param resamples the number of draws, at least 100; 10,000 is plenty
 * @param confidence the nominal coverage, above 0 and below 1; 0.95 is usual
 * @param seed the seed of the draws
 */
public record Bootstrap(int resamples, double confidence, long seed) {

  /**
   * Checks the settings.
   *
   * @param resamples the number of draws
   * @param confidence the nominal coverage
   * @param seed the seed of the draws
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Bootstrap {
    if (resamples < 100) {
      throw new IllegalArgumentException("At least 100 resamples are needed; found " + resamples);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence lies in 0 to 1; found " + confidence);
    }
  }

  /**
   * The percentile interval: the middle part of the resampled means.
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
   * The bias-corrected and accelerated interval (Efron 1987, doi:10.1080/01621459.1987.10478410),
   * which follows skewed values better.
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
    // Means equal to the sample's count half, as in a mid-rank.
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
   * The bias-corrected and accelerated interval of a data set's metric, over the images for which
   * it is defined.
   *
   * @param scores the data set's scores
   * @param metric a metric that is a mean over images: none of the maxima, which are taken of the
   *     averaged curve
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
            .mapToDouble(row -> row.scores().value(metric))
            .filter(value -> !Double.isNaN(value))
            .toArray());
  }

  private static double shifted(double bias, double z, double acceleration) {
    return bias + (bias + z) / (1 - acceleration * (bias + z));
  }

  /** A sixth of the jackknife's skewness; of a mean it comes from the values themselves. */
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
   * A quantile, linear between the values as NumPy's default.
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
