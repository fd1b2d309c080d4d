package org.bis5k.data.transform;

/** Packed rows of interleaved RGB with three or more taps, unrolled; see {@link ResampleRow}. */
final class ResampleRgb {

  private static final long STARTS = ResampleRow.STARTS;

  private ResampleRgb() {}

  static void apply(long[] packed, ResampleTable columns, int[] low, int[] high) {
    if (columns.taps() == 3) {
      three(packed, columns.first(), columns.weights(), low, high);
    } else {
      many(packed, columns, low, high);
    }
  }

  private static void three(long[] packed, int[] first, int[] weights, int[] low, int[] high) {
    for (int x = 0, w = 0, o = 0; x < first.length; x++, w += 3, o += 3) {
      int i = 3 * first[x];
      long w0 = weights[w];
      long w1 = weights[w + 1];
      long w2 = weights[w + 2];
      long red = STARTS + w0 * packed[i] + w1 * packed[i + 3] + w2 * packed[i + 6];
      long green = STARTS + w0 * packed[i + 1] + w1 * packed[i + 4] + w2 * packed[i + 7];
      long blue = STARTS + w0 * packed[i + 2] + w1 * packed[i + 5] + w2 * packed[i + 8];
      low[o] = (int) red;
      low[o + 1] = (int) green;
      low[o + 2] = (int) blue;
      high[o] = (int) (red >>> 32);
      high[o + 1] = (int) (green >>> 32);
      high[o + 2] = (int) (blue >>> 32);
    }
  }

  private static void many(long[] packed, ResampleTable columns, int[] low, int[] high) {
    int taps = columns.taps();
    int[] first = columns.first();
    int[] weights = columns.weights();
    for (int x = 0, w = 0, o = 0; x < first.length; x++, w += taps, o += 3) {
      int i = 3 * first[x];
      long w0 = weights[w];
      long w1 = weights[w + 1];
      long w2 = weights[w + 2];
      long w3 = weights[w + 3];
      long red =
          STARTS + w0 * packed[i] + w1 * packed[i + 3] + w2 * packed[i + 6] + w3 * packed[i + 9];
      long green =
          STARTS
              + w0 * packed[i + 1]
              + w1 * packed[i + 4]
              + w2 * packed[i + 7]
              + w3 * packed[i + 10];
      long blue =
          STARTS
              + w0 * packed[i + 2]
              + w1 * packed[i + 5]
              + w2 * packed[i + 8]
              + w3 * packed[i + 11];
      for (int t = 4; t < taps; t++) {
        long weight = weights[w + t];
        red += weight * packed[i + 3 * t];
        green += weight * packed[i + 3 * t + 1];
        blue += weight * packed[i + 3 * t + 2];
      }
      low[o] = (int) red;
      low[o + 1] = (int) green;
      low[o + 2] = (int) blue;
      high[o] = (int) (red >>> 32);
      high[o + 1] = (int) (green >>> 32);
      high[o + 2] = (int) (blue >>> 32);
    }
  }
}
