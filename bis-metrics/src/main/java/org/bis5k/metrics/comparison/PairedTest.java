package org.bis5k.metrics.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Whether one method scores the same images better than another: the two-sided Wilcoxon signed-rank
 * test (Wilcoxon 1945, doi:10.2307/3001968), exact for up to 50 images without ties or equal
 * scores, otherwise normal with continuity correction. Equal scores are ranked and then dropped
 * (Pratt 1959, doi:10.1080/01621459.1959.10501526); there the p value differs from SciPy's in the
 * fourth decimal, since Commons Statistics counts them among the ties.
 *
 * @param pairs the number of images
 * @param meanDifference the mean of the first method's value less the second's
 * @param rankBiserial the effect size, -1 to 1: the share of the rank sum that favours the first
 *     less that which favours the second (Kerby 2014, doi:10.2466/11.IT.3.1); 0 if all are equal
 * @param pValue the probability of a result at least as extreme if neither method were better
 */
public record PairedTest(int pairs, double meanDifference, double rankBiserial, double pValue) {

  /**
   * Tests two methods.
   *
   * @param first one value per image, all finite
   * @param second the other method's values of the same images in the same order
   * @return the outcome
   * @throws IllegalArgumentException if the numbers of values differ or are 0, or one is not finite
   */
  public static PairedTest of(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "Paired values of at least one image are needed; found "
              + first.length
              + " and "
              + second.length);
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
