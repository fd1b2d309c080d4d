package org.bis5k.bench;

import java.util.List;

/**
 * The times of one work.
 *
 * @param name what was measured, unique in a report
 * @param milliseconds of each run, in order, without the warm-up
 */
public record Measured(String name, List<Double> milliseconds) {

  /**
   * Copies the list.
   *
   * @param name what was measured
   * @param milliseconds of each run; at least one
   */
  public Measured {
    milliseconds = List.copyOf(milliseconds);
    if (milliseconds.isEmpty()) {
      throw new IllegalArgumentException(name + " was not measured");
    }
  }

  /**
   * The median.
   *
   * @return milliseconds
   */
  public double median() {
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
