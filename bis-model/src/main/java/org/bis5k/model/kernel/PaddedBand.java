package org.bis5k.model.kernel;

import java.util.Arrays;

/**
 * The layout of a band of rows of a plane in which a convolution's tap is a shift: zero padding
 * around, one gap between rows that is the right margin of one and the left margin of the next, and
 * for a stride s one sub-plane for each of the s x s phases. Output (row, column) of the band is at
 * {@code row * step + column}; a tap reads the input at this index plus the tap's start.
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
   * @param spacing distance of the source values in the plane, with zeros between: 1, or the stride
   *     of the convolution whose gradient is computed
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

  /** The distance between rows. */
  int step() {
    return step;
  }

  /** The number of elements from the first to the last output of some rows, gaps included. */
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

  /** The first row of source values that a band from output row {@code first} needs. */
  int firstSource(int first) {
    int row = first * geometry.stride() - geometry.padHeight();
    return Math.max(0, (row + spacing - 1) / spacing);
  }

  /** The row after the last row of source values that a band needs. */
  int endSource(int first, int rows) {
    int last = (first + rows - 1) * geometry.stride() - geometry.padHeight() + reachDown;
    return Math.max(firstSource(first), Math.min(last, height - 1) / spacing + 1);
  }

  /** The number of source values in a row. */
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
