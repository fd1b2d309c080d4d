package org.bis5k.model.kernel;

/**
 * Rows of a matrix in an array: row i starts at {@code starts[i]}. Rows may overlap, like the
 * shifted rows of an image in a convolution.
 */
final class Rows {

  private final float[] values;
  private final int[] starts;
  private final int count;

  /** The first {@code count} starts. */
  Rows(float[] values, int[] starts, int count) {
    this.values = values;
    this.starts = starts;
    this.count = count;
  }

  /** {@code count} rows from {@code first}, {@code step} apart. */
  static Rows every(int step, int first, int count, float[] values) {
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = first + i * step;
    }
    return new Rows(values, starts, count);
  }

  float[] values() {
    return values;
  }

  int[] starts() {
    return starts;
  }

  int count() {
    return count;
  }
}
