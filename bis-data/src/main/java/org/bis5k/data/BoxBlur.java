package org.bis5k.data;

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
  Raster apply(Raster in) {
    Raster out = in.blankLike();
    int stride = in.stride();
    int[] values = new int[in.samples().length];
    alongRows(in, values);
    // A row of results waits before it replaces its source, which the next row still needs.
    int[] done = new int[stride];
    int[] waiting = new int[stride];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int y = 0; y < in.height(); y++) {
        int above = Math.max(y - 1, 0) * stride;
        int below = Math.min(y + 1, in.height() - 1) * stride;
        weigh(values, above, y * stride, below, done);
        if (y > 0) {
          System.arraycopy(waiting, 0, values, above, stride);
        }
        int[] spare = waiting;
        waiting = done;
        done = spare;
      }
      System.arraycopy(waiting, 0, values, values.length - stride, stride);
    }
    byte[] to = out.samples();
    for (int i = 0; i < to.length; i++) {
      to[i] = (byte) values[i];
    }
    return out;
  }

  /** Row by row through all passes, in a buffer with one replicated pixel on either side. */
  private void alongRows(Raster in, int[] values) {
    int stride = in.stride();
    int channels = in.channels();
    int[] padded = new int[stride + 2 * channels];
    int[] done = new int[stride];
    for (int y = 0; y < in.height(); y++) {
      int row = y * stride;
      for (int i = 0; i < stride; i++) {
        done[i] = in.samples()[row + i] & 0xff;
      }
      for (int pass = 0; pass < PASSES; pass++) {
        System.arraycopy(done, 0, padded, channels, stride);
        System.arraycopy(done, 0, padded, 0, channels);
        System.arraycopy(done, stride - channels, padded, stride + channels, channels);
        weigh(padded, 0, channels, 2 * channels, done);
      }
      System.arraycopy(done, 0, values, row, stride);
    }
  }

  /** The weighted sum reaches 255 * 2^24, which fits an int only when read as unsigned. */
  private void weigh(int[] values, int before, int own, int after, int[] done) {
    int a = inner;
    int b = outer;
    for (int i = 0; i < done.length; i++) {
      done[i] =
          (values[own + i] * a + (values[before + i] + values[after + i]) * b + (1 << 23)) >>> 24;
    }
  }
}
