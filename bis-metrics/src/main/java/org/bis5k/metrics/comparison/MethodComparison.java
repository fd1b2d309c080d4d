package org.bis5k.metrics.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;

/**
 * Two methods compared by one metric over the images for which both define it.
 *
 * @param first a method's name
 * @param second another's
 * @param test the paired test of the first against the second
 * @param adjusted the p value after Holm's correction for all pairs compared together
 */
public record MethodComparison(String first, String second, PairedTest test, double adjusted) {

  /**
   * Compares every pair of methods and corrects the p values for their number.
   *
   * @param methods the scores of at least two methods on the same images, by name, in the order of
   *     the comparisons
   * @param metric the values to compare: those of the single images
   * @return one comparison per pair
   * @throws IllegalArgumentException if there are fewer than two methods, their profiles or images
   *     differ, or no image defines the metric for both of a pair
   */
  public static List<MethodComparison> allPairs(Map<String, DatasetScores> methods, Metric metric) {
    List<String> names = List.copyOf(methods.keySet());
    if (names.size() < 2) {
      throw new IllegalArgumentException("At least two methods are needed; found " + names);
    }
    List<MethodComparison> raw = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        raw.add(compare(names.get(i), names.get(j), methods, metric));
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

  private static MethodComparison compare(
      String first, String second, Map<String, DatasetScores> methods, Metric metric) {
    String pair = "'" + first + "' and '" + second + "'";
    PairedTest test = PairedValues.of(methods.get(first), methods.get(second), metric, pair).test();
    return new MethodComparison(first, second, test, test.pValue());
  }

  /**
   * Holm's step-down correction (Holm 1979, https://www.jstor.org/stable/4615733): the k-th
   * smallest of m values times m - k + 1, at least the one before, at most 1.
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
