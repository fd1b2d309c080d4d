package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;

/**
 * Pillow's approximation of a Gaussian blur of a radius below 1 by three box blurs of fractional
 * radius along the rows and then three along the columns (libImaging/BoxBlur.c), each rounded to 8
 * bits; borders are replicated. Boxes of such radii reach no further than the next sample.
 *
 * @param inner weight of a sample itself, in 1/2^24
 * @param outer weight of its two neighbours
 */
record BoxBlur(int inner, int outer) {

  private static final int PASSES = 3;

  /**
   * The box whose three passes have the variance of a Gaussian.
   *
   * @throws IllegalArgumentException unless 0 &lt;= radius &lt; 1
   */
  static BoxBlur ofGaussian(double radius) {
    if (!(radius >= 0 && radius < 1)) {
      throw new IllegalArgumentException("The blur needs 0 <= radius < 1; found " + radius);
    }
    // Single precision throughout, as in C: it decides the last bits of the weights.
    float r = (float) radius;
    float variance = r * r / PASSES;
    float length = (float) Math.sqrt(12.0 * variance + 1.0);
    float whole = (float) Math.floor((length - 1.0) / 2.0);
    float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
    part = part / (6 * (variance - (whole + 1) * (whole + 1)));
    float box = whole + part;
    int inner = (int) (16777216f / (box * 2 + 1));
    return new BoxBlur(inner, ((1 << 24) - inner) / 2);
  }

  /** All six passes. */
  ByteImage apply(ByteImage in) {
    int stride = in.stride();
    int[][] rows = new int[in.height()][stride];
    for (int y = 0; y < rows.length; y++) {
      for (int i = 0; i < stride; i++) {
        rows[y][i] = in.samples()[y * stride + i] & 0xff;
      }
      along(rows[y], in.channels());
    }
    // A row of results waits until the row below has read what it replaces.
    int[] waiting = new int[stride];
    int[] done = new int[stride];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int y = 0; y < rows.length; y++) {
        weigh(rows[Math.max(y - 1, 0)], rows[y], rows[Math.min(y + 1, rows.length - 1)], done);
        int[] spare = waiting;
        if (y > 0) {
          spare = rows[y - 1];
          rows[y - 1] = waiting;
        }
        waiting = done;
        done = spare;
      }
      int[] spare = rows[rows.length - 1];
      rows[rows.length - 1] = waiting;
      waiting = spare;
    }
    ByteImage out = in.blankLike();
    for (int y = 0; y < rows.length; y++) {
      for (int i = 0; i < stride; i++) {
        out.samples()[y * stride + i] = (byte) rows[y][i];
      }
    }
    return out;
  }

  /** All passes along one row. Shifted copies: only loops with one common index vectorise. */
  private void along(int[] row, int channels) {
    int rest = row.length - channels;
    int[] before = new int[row.length];
    int[] after = new int[row.length];
    for (int pass = 0; pass < PASSES; pass++) {
      System.arraycopy(row, 0, before, 0, channels);
      System.arraycopy(row, 0, before, channels, rest);
      System.arraycopy(row, channels, after, 0, rest);
      System.arraycopy(row, rest, after, rest, channels);
      weigh(before, row, after, row);
    }
  }

  /** The weighted sum reaches 255 * 2^24, which fits an int only when read as unsigned. */
  private void weigh(int[] before, int[] own, int[] after, int[] done) {
    int a = inner;
    int b = outer;
    for (int i = 0; i < done.length; i++) {
      done[i] = (own[i] * a + (before[i] + after[i]) * b + (1 << 23)) >>> 24;
    }
  }
}
