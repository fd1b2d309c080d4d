package org.bis5k.model.kernel;

/**
 * Sums in double in a fixed order. Four parallel sums use the processor's adders fully. Sums in
 * float would be faster, but errors of a few units in the last place of batch statistics are enough
 * to deviate from the reference within one training step.
 */
final class LaneSums {

  private LaneSums() {}

  /** The sum of the first {@code length} values. */
  static double sum(float[] values, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < length; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }

  /** The sum of the squared distances of the first {@code length} values from {@code centre}. */
  static double squares(float[] values, int length, double centre) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += square(values[i] - centre);
      b += square(values[i + 1] - centre);
      c += square(values[i + 2] - centre);
      d += square(values[i + 3] - centre);
    }
    for (; i < length; i++) {
      a += square(values[i] - centre);
    }
    return (a + b) + (c + d);
  }

  private static double square(double x) {
    return x * x;
  }

  /** The sum of the products of the first {@code length} values. */
  static double dot(float[] left, float[] right, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += (double) left[i] * right[i];
      b += (double) left[i + 1] * right[i + 1];
      c += (double) left[i + 2] * right[i + 2];
      d += (double) left[i + 3] * right[i + 3];
    }
    for (; i < length; i++) {
      a += (double) left[i] * right[i];
    }
    return (a + b) + (c + d);
  }
}
