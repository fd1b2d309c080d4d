package org.bis5k.model;

import java.util.Arrays;

/**
 * Sums of floats that the compiler can vectorise and whose order is fixed: one partial sum for each
 * of 64 lanes, added up in double.
 */
final class LaneSums {

  private static final int LANES = 64;

  private LaneSums() {}

  /** The sum of the first {@code length} values; {@code lanes} is scratch of 64. */
  static double sum(float[] values, int length, float[] lanes) {
    Arrays.fill(lanes, 0, LANES, 0);
    int whole = length - length % LANES;
    for (int at = 0; at < whole; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[at + lane];
      }
    }
    double total = 0;
    for (int i = whole; i < length; i++) {
      total += values[i];
    }
    return total + add(lanes);
  }

  /** The sum of the products of the first {@code length} values. */
  static double dot(float[] a, float[] b, int length, float[] lanes) {
    Arrays.fill(lanes, 0, LANES, 0);
    int whole = length - length % LANES;
    for (int at = 0; at < whole; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += a[at + lane] * b[at + lane];
      }
    }
    double total = 0;
    for (int i = whole; i < length; i++) {
      total += (double) a[i] * b[i];
    }
    return total + add(lanes);
  }

  private static double add(float[] lanes) {
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += lanes[lane];
    }
    return total;
  }
}
