package org.bis5k.data;

/** Packed rows of grey samples with three or more taps, unrolled; see {@link ResampleRow}. */
final class ResampleGrey {

  private static final long STARTS = ResampleRow.STARTS;

  private ResampleGrey() {}

  static void apply(long[] packed, ResampleTable columns, int[] low, int[] high) {
    if (columns.taps() == 3) {
      three(packed, columns.first(), columns.weights(), low, high);
    } else {
      many(packed, columns, low, high);
    }
  }

  private static void three(long[] packed, int[] first, int[] weights, int[] low, int[] high) {
    for (int x = 0, w = 0; x < first.length; x++, w += 3) {
      int i = first[x];
      long sum =
          STARTS
              + weights[w] * packed[i]
              + weights[w + 1] * packed[i + 1]
              + weights[w + 2] * packed[i + 2];
      low[x] = (int) sum;
      high[x] = (int) (sum >>> 32);
    }
  }

  private static void many(long[] packed, ResampleTable columns, int[] low, int[] high) {
    int taps = columns.taps();
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0; x < first.length; x++, w += taps) {
      int i = first[x];
      long sum =
          STARTS
              + weights[w] * packed[i]
              + weights[w + 1] * packed[i + 1]
              + weights[w + 2] * packed[i + 2]
              + weights[w + 3] * packed[i + 3];
      for (int t = 4; t < taps; t++) {
        sum += weights[w + t] * packed[i + t];
      }
      low[x] = (int) sum;
      high[x] = (int) (sum >>> 32);
    }
  }
}
