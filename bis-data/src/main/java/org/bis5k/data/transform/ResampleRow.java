package org.bis5k.data.transform;

/**
 * The inner loops of {@link Resampling}. Two rows of RGB go through the weights of the columns
 * together, one in each half of a long: products with signed weights and sums of them are exact
 * modulo 2^64, and a bias keeps both halves from going below zero. Results are ints, so that
 * clamping and the sums over rows vectorise.
 */
final class ResampleRow {

  private static final int BITS = ResampleTable.BITS;

  /** More than bicubic can undershoot, little enough that its overshoot stays below 2^31. */
  private static final int BIAS = 128;

  private static final int START = ResampleTable.HALF + (BIAS << BITS);

  /** Half a unit and the bias, in both halves. */
  static final long STARTS = ((long) START << 32) + START;

  private ResampleRow() {}

  /** Two rows as low and high halves; they start at the given samples. */
  static void pack(byte[] in, int low, int high, long[] packed) {
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (in[low + i] & 0xff) | ((long) (in[high + i] & 0xff) << 32);
    }
  }

  /** Both packed rows through the weights, rounded to 8 bits. */
  static void apply(long[] packed, ResampleTable columns, int[] low, int[] high) {
    if (columns.taps() < 3) {
      few(packed, columns, low, high);
    } else {
      ResampleRgb.apply(packed, columns, low, high);
    }
    clamp(low, BIAS);
    clamp(high, BIAS);
  }

  private static void few(long[] packed, ResampleTable columns, int[] low, int[] high) {
    int taps = columns.taps();
    for (int x = 0, o = 0; x < columns.length(); x++) {
      int i = 3 * columns.first()[x];
      for (int c = 0; c < 3; c++, o++, i++) {
        long sum = STARTS;
        for (int t = 0; t < taps; t++) {
          sum += columns.weights()[x * taps + t] * packed[i + 3 * t];
        }
        low[o] = (int) sum;
        high[o] = (int) (sum >>> 32);
      }
    }
  }

  /** Adds {@code weight} times a row to the sums. */
  static void add(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /** Sums over rows as bytes; {@code at} is where the first one goes. */
  static void store(int[] sums, byte[] out, int at) {
    clamp(sums, 0);
    for (int i = 0; i < sums.length; i++) {
      out[at + i] = (byte) sums[i];
    }
  }

  /** Shifts and masks in place of minimum and maximum, which would not vectorise. */
  private static void clamp(int[] sums, int bias) {
    for (int i = 0; i < sums.length; i++) {
      int value = (sums[i] >> BITS) - bias;
      value &= ~(value >> 31);
      sums[i] = (value | ((255 - value) >> 31)) & 255;
    }
  }
}
