package org.bis5k.metrics.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;

/**
 * The comparison of two methods by one metric over the images for which both define it.
 *
 * @param first the name of a method
 * @param second the name of another method
 * @param test the paired test of the first method against the second
 * @param adjusted the p value after Holm's correction over all pairs compared together
 */
public record MethodComparison(String first, String second, PairedTest test, double adjusted) {

  /**
   * Compares every pair of methods and corrects the p values for the number of pairs.
   *
   * @param results the scores of at least two methods on the same images
   * @param metric the values to compare
   * @return one comparison per pair
   * @throws IllegalArgumentException if there are fewer than two methods, their profiles or images
   *     differ, or no image defines the metric for both of a pair
   */
  public static List<MethodComparison> allPairs(List<MethodScores> results, Metric metric) {
    if (results.size() < 2) {
      throw new IllegalArgumentException(
          "At least two methods are needed; found "
              + results.stream().map(MethodScores::method).toList());
    }
    List<MethodComparison> raw = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      for (int j = i + 1; j < results.size(); j++) {
        raw.add(compare(results.get(i), results.get(j), metric));
      }
    }
    double[] adjusted = holm(raw.stream().mapToDouble(c -> c.test().pValue()).toArray());
    return IntStream.range(0, raw.size())
        .mapToObj(
            k ->
                new MethodComparison(
                    raw.get(k).first(), raw.get(k).second(), raw.get(k).test(), adjusted[k]))
        .toList();
  }

  private static MethodComparison compare(MethodScores first, MethodScores second, Metric metric) {
    String pair = "'%s' and '%s'".formatted(first.method(), second.method());
    PairedTest test = PairedValues.of(first.scores(), second.scores(), metric, pair).test();
    return new MethodComparison(first.method(), second.method(), test, test.pValue());
  }

  /**
   * Holm's step-down correction (Holm 1979, https://www.jstor.org/stable/4615733): the k-th
   * smallest of m p values times m - k + 1, at least the previous result and at most 1.
   */
  static double[] holm(double... pValues) {
    int m = pValues.length;
    List<Integer> order =
        IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(i -> pValues[i])).toList();
    double[] adjusted = new double[m];
    double least = 0;
    for (int k = 0; k < m; k++) {
      int i = order.get(k);
      least = Math.max(least, Math.min(1, pValues[i] * (m - k)));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
