package org.bis5k.bench;

import java.util.Arrays;
import java.util.List;

/**
 * The times of one thing.
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

  /** Something to measure. */
  interface Work {
    void run();
  }

  /** Runs for two warm-up rounds, then so many times with the clock on. */
  static Measured of(String name, int times, Work work) {
    int warmUp = 2;
    Double[] samples = new Double[times];
    for (int i = -warmUp; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        samples[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return new Measured(name, Arrays.asList(samples));
  }

  /**
   * The middle one.
   *
   * @return milliseconds
   */
  public double median() {
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
