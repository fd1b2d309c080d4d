package org.bis5k.metrics.table;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which values of a column are best and second. Values are compared as they are printed: what reads
 * the same ranks the same, and the next other value is second. Undefined and missing values have no
 * rank, and a single value has none to be better than.
 */
public enum Ranking {
  /** The best value, or equal to it. */
  BEST,
  /** The next value after the best. */
  SECOND,
  /** Any other. */
  NONE;

  /** The ranks of printed values, of which those that are no numbers have none. */
  static List<Ranking> of(List<String> printed, boolean higherIsBetter) {
    Comparator<Double> order = Comparator.naturalOrder();
    TreeSet<Double> values = new TreeSet<>(higherIsBetter ? order.reversed() : order);
    List<Double> numbers = printed.stream().map(Ranking::number).toList();
    numbers.stream().filter(value -> !Double.isNaN(value)).forEach(values::add);
    long count = numbers.stream().filter(value -> !Double.isNaN(value)).count();
    if (count < 2) {
      return printed.stream().map(text -> NONE).toList();
    }
    double best = values.first();
    Double second = values.higher(best);
    return numbers.stream()
        .map(value -> value == best ? BEST : value.equals(second) ? SECOND : NONE)
        .toList();
  }

  private static double number(String printed) {
    return printed.matches("-?\\d.*") ? Double.parseDouble(printed) : Double.NaN;
  }
}
