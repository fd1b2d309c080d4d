package org.bis5k.model.kernel;

import java.util.Arrays;

/**
 * How a band of rows of a plane lies in an array so that a convolution's tap is a plain shift: zero
 * padding around, one gap between rows serving as the right margin of one and the left margin of
 * the next, and under a stride s one sub-plane for each of the s x s phases. Output (row, column)
 * of the band is at {@code row * step + column}, and the input it takes under a tap is that tap's
 * start further.
 */
final class PaddedBand {

  private final ConvGeometry geometry;
  private final int height;
  private final int spacing;
  private final int sourceWidth;
  private final int outWidth;
  private final int reachDown;
  private final int step;
  private final int phase;

  /**
   * The layout of bands of a plane.
   *
   * @param geometry the convolution
   * @param height of the plane
   * @param width of the plane
   * @param spacing of the given values in the plane, with zeros between: 1, or the stride whose
   *     gradient is spread out
   * @param rows the most output rows of a band
   */
  PaddedBand(ConvGeometry geometry, int height, int width, int spacing, int rows) {
    this.geometry = geometry;
    this.height = height;
    this.spacing = spacing;
    int stride = geometry.stride();
    sourceWidth = (width + spacing - 1) / spacing;
    outWidth = (width + stride - 1) / stride;
    reachDown = geometry.dilation() * (geometry.kernelHeight() - 1);
    int reachAcross = geometry.dilation() * (geometry.kernelWidth() - 1);
    step = stride == 1 ? width + geometry.padWidth() : outWidth + reachAcross / stride;
    int lines = rows + reachDown / stride;
    phase = lines * step + (stride == 1 ? geometry.padWidth() : 0);
  }

  int outWidth() {
    return outWidth;
  }

  /** From one row to the next. */
  int step() {
    return step;
  }

  /** From the first output of so many rows to one past the last, the gaps included. */
  int span(int rows) {
    return (rows - 1) * step + outWidth;
  }

  /** The number of elements of a channel. */
  int channel() {
    return geometry.stride() * geometry.stride() * phase;
  }

  private int index(int down, int across) {
    int s = geometry.stride();
    return (down % s * s + across % s) * phase + down / s * step + across / s;
  }

  /** The rows of given values that a band from output row {@code first} on needs start here ... */
  int firstSource(int first) {
    int row = first * geometry.stride() - geometry.padHeight();
    return Math.max(0, (row + spacing - 1) / spacing);
  }

  /** ... and end before this one. */
  int endSource(int first, int rows) {
    int last = (first + rows - 1) * geometry.stride() - geometry.padHeight() + reachDown;
    return Math.max(firstSource(first), Math.min(last, height - 1) / spacing + 1);
  }

  /** The number of given values in a row. */
  int sourceWidth() {
    return sourceWidth;
  }

  /** Lays out one channel of a band at {@code to[at]} from the rows it needs. */
  void fill(float[] source, int first, int rows, float[] to, int at) {
    Arrays.fill(to, at, at + channel(), 0);
    int left = geometry.padWidth();
    int top = geometry.padHeight() - first * geometry.stride();
    int end = endSource(first, rows);
    for (int row = firstSource(first), from = 0; row < end; row++, from += sourceWidth) {
      int down = row * spacing + top;
      if (geometry.stride() > 1) {
        for (int x = 0; x < sourceWidth; x++) {
          to[at + index(down, x + left)] = source[from + x];
        }
      } else if (spacing > 1) {
        int start = at + down * step + left;
        for (int x = 0; x < sourceWidth; x++) {
          to[start + x * spacing] = source[from + x];
        }
      } else {
        System.arraycopy(source, from, to, at + down * step + left, sourceWidth);
      }
    }
  }

  /** The starts of the rows of all taps of {@code channels} channels, in the order of weights. */
  int[] taps(int channels) {
    int across = geometry.kernelWidth();
    int perChannel = geometry.kernelHeight() * across;
    int[] starts = new int[channels * perChannel];
    for (int i = 0; i < starts.length; i++) {
      int ky = i % perChannel / across;
      int kx = i % across;
      int tap = index(ky * geometry.dilation(), kx * geometry.dilation());
      starts[i] = i / perChannel * channel() + tap;
    }
    return starts;
  }
}
