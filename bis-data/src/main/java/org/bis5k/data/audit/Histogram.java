package org.bis5k.data.audit;

import java.util.Arrays;

/** How values spread: equally wide bins, and the values in the middle and at both ends. */
public final class Histogram {

  private final double low;
  private final double high;
  private final int[] counts;
  private final double[] sorted;

  private Histogram(double low, double high, int[] counts, double[] sorted) {
    this.low = low;
    this.high = high;
    this.counts = counts;
    this.sorted = sorted;
  }

  /** Values outside the range count in the bin at its end. */
  static Histogram of(double low, double high, int bins, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] counts = new int[bins];
    for (double value : sorted) {
      int bin = (int) Math.floor((value - low) / (high - low) * bins);
      counts[Math.max(0, Math.min(bins - 1, bin))]++;
    }
    return new Histogram(low, high, counts, sorted);
  }

  /**
   * Where the first bin begins.
   *
   * @return the lower end of the range
   */
  public double low() {
    return low;
  }

  /**
   * Where the last bin ends.
   *
   * @return the upper end of the range
   */
  public double high() {
    return high;
  }

  /**
   * The number of bins.
   *
   * @return at least 1
   */
  public int bins() {
    return counts.length;
  }

  /**
   * How many values lie in a bin; values outside the range are in the bin at its end.
   *
   * @param bin from 0
   * @return the number of values
   */
  public int count(int bin) {
    return counts[bin];
  }

  /**
   * The smallest value.
   *
   * @return not a number if there are no values
   */
  public double smallest() {
    return sorted.length == 0 ? Double.NaN : sorted[0];
  }

  /**
   * The value in the middle, or the mean of the two there.
   *
   * @return not a number if there are no values
   */
  public double median() {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The mean.
   *
   * @return not a number if there are no values
   */
  public double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /**
   * The largest value.
   *
   * @return not a number if there are no values
   */
  public double largest() {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }
}
