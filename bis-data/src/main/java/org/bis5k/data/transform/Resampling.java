package org.bis5k.data.transform;

import java.util.Arrays;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;

/**
 * Pillow's antialiased resize: rows first, rounded to 8 bits, then columns on that result. Only the
 * visible window of the result is computed, from only the rows it needs.
 */
public final class Resampling {

  private Resampling() {}

  /**
   * Resizes an image.
   *
   * @param in the image, of one or three channels
   * @param to the size of the result
   * @param filter the interpolation kernel
   * @return the resized image; {@code in} itself if it has that size
   */
  public static ByteImage resize(ByteImage in, Size to, ResampleFilter filter) {
    if (in.size().equals(to)) {
      return in;
    }
    ByteImage out = ByteImage.blank(to.width(), to.height(), in.channels());
    fill(
        in,
        ResampleTable.of(filter, in.width(), to.width(), 0, to.width()),
        ResampleTable.of(filter, in.height(), to.height(), 0, to.height()),
        out,
        0,
        0);
    return out;
  }

  /**
   * Bicubic resize by {@code scale}, each side rounded half to even, then {@link CentreCrop} back
   * to the old size.
   *
   * @throws IllegalArgumentException if nothing of a side is left
   */
  static ByteImage scaleCrop(ByteImage in, double scale) {
    int width = (int) Math.rint(in.width() * scale);
    int height = (int) Math.rint(in.height() * scale);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Scale " + scale + " leaves no pixel of an image of " + in.size());
    }
    if (width == in.width() && height == in.height()) {
      return in;
    }
    CentreCrop across = CentreCrop.of(width, in.width());
    CentreCrop down = CentreCrop.of(height, in.height());
    ByteImage out = in.blankLike();
    ResampleFilter filter = ResampleFilter.BICUBIC;
    fill(
        in,
        ResampleTable.of(filter, in.width(), width, across.from(), across.to()),
        ResampleTable.of(filter, in.height(), height, down.from(), down.to()),
        out,
        across.at(),
        down.at());
    return out;
  }

  /**
   * Computes a window of a resized image.
   *
   * @param in the image to resize
   * @param columns the weights of the window's columns
   * @param rows the weights of the window's rows
   * @param out receives the window
   * @param left the column of {@code out} at which the window begins
   * @param top the row of {@code out} at which the window begins
   */
  public static void fill(
      ByteImage in, ResampleTable columns, ResampleTable rows, ByteImage out, int left, int top) {
    int channels = in.channels();
    int length = columns.length() * channels;
    int taps = rows.taps();
    long[] packed = new long[in.stride()];
    int[][] ring = new int[taps + 1][length];
    int[] sums = new int[length];
    int next = 0;
    for (int y = 0; y < rows.length(); y++) {
      int first = rows.first()[y];
      for (next = Math.max(next, first); next < first + taps; next += 2) {
        int start = next * in.stride();
        int twin = Math.min(next + 1, in.height() - 1) * in.stride();
        int[] low = ring[next % ring.length];
        int[] high = ring[(next + 1) % ring.length];
        if (channels == 1) {
          ResampleGrey.apply(in.samples(), start, start + in.stride(), columns, low);
          ResampleGrey.apply(in.samples(), twin, twin + in.stride(), columns, high);
        } else {
          ResampleRow.pack(in.samples(), start, twin, packed);
          ResampleRow.apply(packed, columns, low, high);
        }
      }
      Arrays.fill(sums, ResampleTable.HALF);
      for (int t = 0; t < taps; t++) {
        ResampleRow.add(ring[(first + t) % ring.length], rows.weights()[y * taps + t], sums);
      }
      ResampleRow.store(sums, out.samples(), (top + y) * out.stride() + left * channels);
    }
  }
}
