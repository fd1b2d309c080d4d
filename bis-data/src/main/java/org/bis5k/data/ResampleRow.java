package org.bis5k.data;

/**
 * The inner loops of {@link Resampling}. Two rows go through the weights of the columns together,
 * one in each half of a long: a product with a signed weight and a sum of such products keep both
 * halves exact modulo 2^64. Results are planar ints, so that the sums over rows vectorise.
 */
final class ResampleRow {

  private static final int BITS = ResampleTable.BITS;
  private static final int HALF = ResampleTable.HALF;
  private static final long HALVES = ((long) HALF << 32) + HALF;

  private ResampleRow() {}

  /** Channel {@code channel} of two rows as low and high halves; the rows start at the indices. */
  static void pack(
      byte[] in, int lowStart, int highStart, int channel, int channels, long[] packed) {
    int low = lowStart + channel;
    int high = highStart + channel;
    for (int x = 0; x < packed.length; x++, low += channels, high += channels) {
      packed[x] = (in[low] & 0xff) | ((long) (in[high] & 0xff) << 32);
    }
  }

  /** Both packed rows through the weights, rounded to 8 bits, to {@code at} on of both outputs. */
  static void apply(long[] packed, ResampleTable columns, int[] low, int[] high, int at) {
    switch (columns.taps()) {
      case 1 -> one(packed, columns, low, high, at);
      case 2 -> two(packed, columns, low, high, at);
      case 3 -> three(packed, columns, low, high, at);
      default -> many(packed, columns, low, high, at);
    }
    clamp(low, at, columns.length());
    clamp(high, at, columns.length());
  }

  private static void one(long[] packed, ResampleTable columns, int[] low, int[] high, int at) {
    int[] first = columns.first();
    for (int x = 0; x < first.length; x++) {
      long pair = packed[first[x]];
      low[at + x] = (int) pair << BITS;
      high[at + x] = (int) (pair >> 32) << BITS;
    }
  }

  private static void two(long[] packed, ResampleTable columns, int[] low, int[] high, int at) {
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0; x < first.length; x++, w += 2) {
      int i = first[x];
      long sum = HALVES + weights[w] * packed[i] + weights[w + 1] * packed[i + 1];
      low[at + x] = (int) sum;
      high[at + x] = high(sum);
    }
  }

  private static void three(long[] packed, ResampleTable columns, int[] low, int[] high, int at) {
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0; x < first.length; x++, w += 3) {
      int i = first[x];
      long sum =
          HALVES
              + weights[w] * packed[i]
              + weights[w + 1] * packed[i + 1]
              + weights[w + 2] * packed[i + 2];
      low[at + x] = (int) sum;
      high[at + x] = high(sum);
    }
  }

  private static void many(long[] packed, ResampleTable columns, int[] low, int[] high, int at) {
    int taps = columns.taps();
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0; x < first.length; x++, w += taps) {
      int i = first[x];
      long sum =
          HALVES
              + weights[w] * packed[i]
              + weights[w + 1] * packed[i + 1]
              + weights[w + 2] * packed[i + 2]
              + weights[w + 3] * packed[i + 3];
      for (int t = 4; t < taps; t++) {
        sum += weights[w + t] * packed[i + t];
      }
      low[at + x] = (int) sum;
      high[at + x] = high(sum);
    }
  }

  /** The high half, without the borrow that a negative low half took from it. */
  private static int high(long sum) {
    return (int) ((sum - (int) sum) >> 32);
  }

  /** Adds {@code weight} times a row to the sums. */
  static void add(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /** Fixed-point sums to 0..255. */
  static void clamp(int[] sums, int from, int count) {
    for (int i = from; i < from + count; i++) {
      sums[i] = Math.max(0, Math.min(255, sums[i] >> BITS));
    }
  }

  /** Planar values 0..255 to interleaved bytes; {@code at} is where the first one goes. */
  static void store(int[] planar, int channels, byte[] out, int at) {
    int width = planar.length / channels;
    if (channels == 1) {
      for (int x = 0; x < width; x++) {
        out[at + x] = (byte) planar[x];
      }
    } else {
      for (int x = 0, o = at; x < width; x++, o += 3) {
        out[o] = (byte) planar[x];
        out[o + 1] = (byte) planar[width + x];
        out[o + 2] = (byte) planar[2 * width + x];
      }
    }
  }
}
