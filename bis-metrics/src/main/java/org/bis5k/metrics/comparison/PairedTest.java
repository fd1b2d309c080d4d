package org.bis5k.metrics.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The two-sided Wilcoxon signed-rank test of paired scores (Wilcoxon 1945, doi:10.2307/3001968):
 * exact for up to 50 images without ties and zero differences, otherwise the normal approximation
 * with continuity correction. Zero differences are ranked and then dropped (Pratt 1959,
 * doi:10.1080/01621459.1959.10501526); with them the p value differs from SciPy's in the fourth
 * decimal, because Commons Statistics counts them among the ties.
 *
 * @param pairs the number of images
 * @param meanDifference the mean of the first method's value minus the second's
 * @param rankBiserial the matched-pairs rank-biserial correlation, -1 to 1: the share of the rank
 *     sum with positive differences minus the share with negative ones (Kerby 2014,
 *     doi:10.2466/11.IT.3.1); 0 if all differences are 0
 * @param pValue the probability of a statistic at least as extreme under the null hypothesis that
 *     the differences are symmetric around 0
 */
public record PairedTest(int pairs, double meanDifference, double rankBiserial, double pValue) {

  /**
   * Tests paired values.
   *
   * @param first one value per image, all finite
   * @param second another method's values of the same images in the same order
   * @return the outcome
   * @throws IllegalArgumentException if the numbers of values differ or are 0, or one is not finite
   */
  public static PairedTest of(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "Paired values of at least one image are needed; found %s and %s"
              .formatted(first.length, second.length));
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException(
            "Only finite values can be compared; found " + first[i] + " and " + second[i]);
      }
    }
    double mean = Arrays.stream(differences).sum() / differences.length;
    double equal = Arrays.stream(differences).filter(d -> d == 0).count();
    if (equal == differences.length) {
      return new PairedTest(first.length, 0, 0, 1);
    }
    var result = WilcoxonSignedRankTest.withDefaults().test(differences);
    double n = differences.length;
    double ranks = n * (n + 1) / 2 - equal * (equal + 1) / 2;
    double effect = (2 * result.getStatistic() - ranks) / ranks;
    return new PairedTest(first.length, mean, effect, result.getPValue());
  }
}
