package org.bis5k.data;

/**
 * Pillow's {@code ImageFilter.SMOOTH}: the mean of 3 x 3 pixels with the centre counted five times.
 * First and last rows and columns are copied, and so is an image without a complete neighbourhood.
 */
final class Smoothing {

  private Smoothing() {}

  /** The image blended with its smoothed self. */
  static Raster blend(Raster in, Blend blend) {
    // What is copied stays as it is: a blend of equal samples changes nothing.
    if (in.width() < 3 || in.height() < 3) {
      return in;
    }
    Raster out = in.blankLike();
    byte[] from = in.samples();
    byte[] to = out.samples();
    int stride = in.stride();
    int channels = in.channels();
    System.arraycopy(from, 0, to, 0, stride);
    System.arraycopy(from, from.length - stride, to, to.length - stride, stride);
    int[] above = new int[stride];
    int[] own = new int[stride];
    int[] below = new int[stride];
    int[] columns = new int[stride];
    int[] left = new int[stride];
    int[] right = new int[stride];
    widen(from, 0, own);
    widen(from, stride, below);
    for (int y = 1; y < in.height() - 1; y++) {
      int[] spare = above;
      above = own;
      own = below;
      below = spare;
      widen(from, (y + 1) * stride, below);
      add(above, own, below, columns);
      // Shifted copies: only loops with one common index vectorise.
      System.arraycopy(columns, 0, left, channels, stride - channels);
      System.arraycopy(columns, channels, right, 0, stride - channels);
      mean(columns, left, right, own);
      int row = y * stride;
      for (int i = channels; i < stride - channels; i++) {
        to[row + i] = (byte) blend.at(columns[i], own[i]);
      }
      System.arraycopy(from, row, to, row, channels);
      System.arraycopy(from, row + stride - channels, to, row + stride - channels, channels);
    }
    return out;
  }

  private static void widen(byte[] from, int start, int[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[start + i] & 0xff;
    }
  }

  private static void add(int[] above, int[] own, int[] below, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = above[i] + own[i] + below[i];
    }
  }

  /** Weighted sum / 13, rounded; 10083 / 2^18 divides by 26 exactly in this range. */
  private static void mean(int[] columns, int[] left, int[] right, int[] own) {
    for (int i = 0; i < columns.length; i++) {
      int sum = left[i] + columns[i] + right[i] + 4 * own[i];
      columns[i] = ((2 * sum + 13) * 10083) >> 18;
    }
  }
}
