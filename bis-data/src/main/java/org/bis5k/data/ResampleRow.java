package org.bis5k.data;

/**
 * The inner loops of {@link Resampling}: one row through the weights of the columns, and weighted
 * sums of such rows. Row results are ints, so that the sums over rows vectorise.
 */
final class ResampleRow {

  private static final int BITS = ResampleTable.BITS;
  private static final int HALF = ResampleTable.HALF;

  private ResampleRow() {}

  /** One row of interleaved RGB; {@code start} is its first sample. */
  static void rgb(byte[] in, int start, ResampleTable columns, int[] out) {
    int taps = columns.taps();
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, o = 0, w = 0; x < first.length; x++, o += 3) {
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int i = start + 3 * first[x];
      for (int end = w + taps; w < end; w++, i += 3) {
        int weight = weights[w];
        red += weight * (in[i] & 0xff);
        green += weight * (in[i + 1] & 0xff);
        blue += weight * (in[i + 2] & 0xff);
      }
      out[o] = clamp(red >> BITS);
      out[o + 1] = clamp(green >> BITS);
      out[o + 2] = clamp(blue >> BITS);
    }
  }

  /** One row of grey samples. */
  static void grey(byte[] in, int start, ResampleTable columns, int[] out) {
    int taps = columns.taps();
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0; x < first.length; x++) {
      int sum = HALF;
      int i = start + first[x];
      for (int end = w + taps; w < end; w++, i++) {
        sum += weights[w] * (in[i] & 0xff);
      }
      out[x] = clamp(sum >> BITS);
    }
  }

  /** Adds {@code weight} times a row to the sums. */
  static void add(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /** Rounds the sums to 8 bits; {@code at} is where the first one goes. */
  static void store(int[] sums, byte[] out, int at) {
    for (int i = 0; i < sums.length; i++) {
      out[at + i] = (byte) clamp(sums[i] >> BITS);
    }
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
