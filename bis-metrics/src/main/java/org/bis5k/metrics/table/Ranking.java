package org.bis5k.metrics.table;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The rank of a value among the methods on a data set. Values are compared as they are printed:
 * equal prints have equal ranks, and the next other value is second. Undefined and missing values
 * have no rank, and neither does the only value of a column.
 */
public enum Ranking {
  /** The best value. */
  BEST,
  /** The second best value. */
  SECOND,
  /** Any other value. */
  NONE;

  /** The ranks of printed values; texts that are not numbers have none. */
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
