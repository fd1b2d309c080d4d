package org.bis5k.model;

import java.util.Arrays;

/**
 * How a band of rows of a plane lies in an array so that a convolution's tap is a plain shift: zero
 * padding around, one gap between rows serving as the right margin of one and the left margin of
 * the next, and under a stride s one sub-plane for each of the s x s phases. Output (row, column)
 * of the band is at {@code row * step + column}, and the input it takes under a tap is {@link #tap}
 * further.
 *
 * @param geometry the convolution
 * @param height of the plane
 * @param width of the plane
 * @param spacing of the given values in the plane, with zeros between: 1, or the stride whose
 *     gradient is spread out
 * @param first output row of the band
 * @param rows output rows of the band
 */
record PaddedBand(ConvGeometry geometry, int height, int width, int spacing, int first, int rows) {

  private int reachDown() {
    return geometry.dilation() * (geometry.kernelHeight() - 1);
  }

  private int reachAcross() {
    return geometry.dilation() * (geometry.kernelWidth() - 1);
  }

  int outWidth() {
    return (width + geometry.stride() - 1) / geometry.stride();
  }

  /** From one row to the next. */
  int step() {
    int stride = geometry.stride();
    return stride == 1 ? width + geometry.padWidth() : outWidth() + reachAcross() / stride;
  }

  /** From the first output to one past the last, the gaps between rows included. */
  int span() {
    return (rows - 1) * step() + outWidth();
  }

  private int phase() {
    int stride = geometry.stride();
    int lines = rows + reachDown() / stride;
    return stride == 1 ? lines * step() + geometry.padWidth() : lines * step();
  }

  /** The number of elements of a channel. */
  int channel() {
    return geometry.stride() * geometry.stride() * phase();
  }

  /** Where the input of output 0 under a tap is. */
  int tap(int ky, int kx) {
    return index(ky * geometry.dilation(), kx * geometry.dilation());
  }

  private int index(int down, int across) {
    int s = geometry.stride();
    return (down % s * s + across % s) * phase() + down / s * step() + across / s;
  }

  /** The given rows that the band needs, from this one ... */
  int firstSource() {
    int row = first * geometry.stride() - geometry.padHeight();
    return Math.max(0, (row + spacing - 1) / spacing);
  }

  /** ... up to and without this one. */
  int endSource() {
    int last = (first + rows - 1) * geometry.stride() - geometry.padHeight() + reachDown();
    return Math.max(firstSource(), Math.min(last, height - 1) / spacing + 1);
  }

  /** The number of given values in a row. */
  int sourceWidth() {
    return (width + spacing - 1) / spacing;
  }

  /** Lays out one channel at {@code to[at]} from its rows {@link #firstSource} and following. */
  void fill(float[] source, float[] to, int at) {
    Arrays.fill(to, at, at + channel(), 0);
    int columns = sourceWidth();
    int top = geometry.padHeight() - first * geometry.stride();
    boolean whole = geometry.stride() == 1 && spacing == 1;
    for (int row = firstSource(), from = 0; row < endSource(); row++, from += columns) {
      int down = row * spacing + top;
      if (whole) {
        System.arraycopy(source, from, to, at + down * step() + geometry.padWidth(), columns);
      } else {
        for (int x = 0; x < columns; x++) {
          to[at + index(down, x * spacing + geometry.padWidth())] = source[from + x];
        }
      }
    }
  }

  /** The starts of the rows of all taps of {@code channels} channels, in the order of weights. */
  int[] taps(int channels) {
    int perChannel = geometry.kernelHeight() * geometry.kernelWidth();
    int[] starts = new int[channels * perChannel];
    for (int i = 0; i < starts.length; i++) {
      int tap = i % perChannel;
      starts[i] =
          i / perChannel * channel()
              + tap(tap / geometry.kernelWidth(), tap % geometry.kernelWidth());
    }
    return starts;
  }
}
