package org.bis5k.data.transform;

import java.util.Arrays;

/**
 * Rows of grey samples through the weights of the columns. Masks are mostly runs of one value, and
 * a window of equal samples gives that value: only windows across an edge are summed up.
 */
final class ResampleGrey {

  /**
   * With fewer taps a window of one value keeps it: every weight is rounded by 1/2 at most, so 255
   * times their sum is less than half a unit off.
   */
  private static final int MANY_TAPS = 1 << 14;

  private ResampleGrey() {}

  /** The row from {@code start} (inclusive) to {@code end} (exclusive), rounded to 8 bits. */
  static void apply(byte[] in, int start, int end, ResampleTable columns, int[] out) {
    int taps = columns.taps();
    int[] first = columns.first();
    int x = 0;
    while (x < out.length) {
      int at = start + first[x];
      if (taps >= MANY_TAPS || !constant(in, at, taps)) {
        out[x] = weighted(in, at, columns.weights(), x * taps, taps);
        x++;
        continue;
      }
      int value = in[at] & 0xff;
      int runEnd = runEnd(in, at + taps, end);
      if (runEnd == end) {
        Arrays.fill(out, x, out.length, value);
        return;
      }
      do {
        out[x++] = value;
      } while (x < out.length && start + first[x] + taps <= runEnd);
    }
  }

  private static boolean constant(byte[] in, int at, int taps) {
    byte value = in[at];
    for (int t = taps - 1; t > 0; t--) {
      if (in[at + t] != value) {
        return false;
      }
    }
    return true;
  }

  /** Where the value before {@code from} ends. */
  private static int runEnd(byte[] in, int from, int end) {
    int length = Arrays.mismatch(in, from - 1, end - 1, in, from, end);
    return length < 0 ? end : from + length;
  }

  private static int weighted(byte[] in, int at, int[] weights, int firstWeight, int taps) {
    int sum = ResampleTable.HALF;
    for (int t = 0; t < taps; t++) {
      sum += weights[firstWeight + t] * (in[at + t] & 0xff);
    }
    return Math.max(0, Math.min(255, sum >> ResampleTable.BITS));
  }
}
