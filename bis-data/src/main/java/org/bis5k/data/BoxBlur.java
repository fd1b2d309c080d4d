package org.bis5k.data;

/**
 * Pillow's approximation of a Gaussian blur by three box blurs of fractional radius along the rows
 * and then three along the columns (libImaging/BoxBlur.c), each rounded to 8 bits; borders are
 * replicated.
 *
 * @param reach whole samples on either side of the centre
 * @param inner weight of the samples within reach, in 1/2^24
 * @param outer weight of the two samples just beyond
 */
record BoxBlur(int reach, int inner, int outer) {

  private static final int PASSES = 3;

  /** The box whose three passes have the variance of a Gaussian; radius at least 0. */
  static BoxBlur ofGaussian(double radius) {
    // Single precision throughout, as in C: it decides the last bits of the weights.
    float r = (float) radius;
    float variance = r * r / PASSES;
    float length = (float) Math.sqrt(12.0 * variance + 1.0);
    float whole = (float) Math.floor((length - 1.0) / 2.0);
    float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
    part = part / (6 * (variance - (whole + 1) * (whole + 1)));
    float box = whole + part;
    int reach = (int) box;
    int inner = (int) (16777216f / (box * 2 + 1));
    return new BoxBlur(reach, inner, ((1 << 24) - (2 * reach + 1) * inner) / 2);
  }

  /** All six passes. */
  Raster apply(Raster in) {
    Raster one = in;
    Raster spare = in.blankLike();
    Raster other = in.blankLike();
    for (int pass = 0; pass < 2 * PASSES; pass++) {
      if (pass < PASSES) {
        rows(one, spare);
      } else {
        columns(one, spare);
      }
      Raster done = spare;
      spare = pass == 0 ? other : one;
      one = done;
    }
    return one;
  }

  private void rows(Raster in, Raster out) {
    int channels = in.channels();
    for (int y = 0; y < in.height(); y++) {
      for (int c = 0; c < channels; c++) {
        row(in.samples(), out.samples(), y * in.stride() + c, in.width(), channels);
      }
    }
  }

  private void row(byte[] from, byte[] to, int start, int width, int step) {
    int last = width - 1;
    int sum = 0;
    for (int x = -reach; x <= reach; x++) {
      sum += from[start + step * clamp(x, last)] & 0xff;
    }
    for (int x = 0, o = start; x < width; x++, o += step) {
      int before = from[start + step * clamp(x - reach - 1, last)] & 0xff;
      int after = from[start + step * clamp(x + reach + 1, last)] & 0xff;
      to[o] = weigh(sum, before + after);
      sum += after - (from[start + step * clamp(x - reach, last)] & 0xff);
    }
  }

  /** All columns at once, so that memory is read row by row. */
  private void columns(Raster in, Raster out) {
    byte[] from = in.samples();
    byte[] to = out.samples();
    int stride = in.stride();
    int last = in.height() - 1;
    int[] sums = new int[stride];
    for (int y = -reach; y <= reach; y++) {
      for (int i = 0, row = clamp(y, last) * stride; i < stride; i++) {
        sums[i] += from[row + i] & 0xff;
      }
    }
    for (int y = 0; y <= last; y++) {
      int above = clamp(y - reach - 1, last) * stride;
      int below = clamp(y + reach + 1, last) * stride;
      int leaving = clamp(y - reach, last) * stride;
      for (int i = 0; i < stride; i++) {
        int after = from[below + i] & 0xff;
        to[y * stride + i] = weigh(sums[i], (from[above + i] & 0xff) + after);
        sums[i] += after - (from[leaving + i] & 0xff);
      }
    }
  }

  /** The weighted sum reaches 255 * 2^24, which fits an int only when read as unsigned. */
  private byte weigh(int sum, int beyond) {
    return (byte) ((sum * inner + beyond * outer + (1 << 23)) >>> 24);
  }

  private static int clamp(int value, int last) {
    return Math.max(0, Math.min(last, value));
  }
}
