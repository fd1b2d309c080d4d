package org.bis5k.metrics.comparison;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end, at least the lower
 * @param confidence its nominal coverage, above 0 and below 1
 */
public record Interval(double low, double high, double confidence) {

  /**
   * Checks the ends.
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
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence lies in 0 to 1; found " + confidence);
    }
  }
}
