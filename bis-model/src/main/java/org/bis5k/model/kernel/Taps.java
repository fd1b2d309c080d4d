package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Copies a channel's plane to and from the rows of the unfolded matrix, one row for each tap. */
record Taps(ConvGeometry geometry, int height, int width, int outHeight, int outWidth) {

  void unfold(FloatBuffer x, int base, FloatBuffer columns, int channel, float[] zeros) {
    int plane = base + channel * height * width;
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    for (int tap = 0; tap < taps; tap++) {
      int dy = tap / geometry.kernelWidth() * geometry.dilation() - geometry.padHeight();
      int dx = tap % geometry.kernelWidth() * geometry.dilation() - geometry.padWidth();
      int row = (channel * taps + tap) * outHeight * outWidth;
      for (int oy = 0; oy < outHeight; oy++) {
        int y = oy * geometry.stride() + dy;
        int to = row + oy * outWidth;
        if (y < 0 || y >= height) {
          columns.put(to, zeros, 0, outWidth);
        } else if (geometry.stride() == 1) {
          copyRow(x, plane + y * width, dx, columns, to, zeros);
        } else {
          for (int ox = 0; ox < outWidth; ox++) {
            int column = ox * geometry.stride() + dx;
            boolean inside = column >= 0 && column < width;
            columns.put(to + ox, inside ? x.get(plane + y * width + column) : 0);
          }
        }
      }
    }
  }

  private void copyRow(FloatBuffer x, int row, int dx, FloatBuffer to, int at, float[] zeros) {
    int first = Math.min(outWidth, Math.max(0, -dx));
    int last = Math.max(first, Math.min(outWidth, width - dx));
    to.put(at, zeros, 0, first);
    if (last > first) {
      to.put(at + first, x, row + first + dx, last - first);
    }
    to.put(at + last, zeros, 0, outWidth - last);
  }

  void fold(FloatBuffer columns, FloatBuffer dx, int base, int channel) {
    float[] plane = HostMemory.scratch(0, height * width);
    float[] line = HostMemory.scratch(1, outWidth);
    Arrays.fill(plane, 0, height * width, 0);
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    for (int tap = 0; tap < taps; tap++) {
      int shiftY = tap / geometry.kernelWidth() * geometry.dilation() - geometry.padHeight();
      int shiftX = tap % geometry.kernelWidth() * geometry.dilation() - geometry.padWidth();
      int row = (channel * taps + tap) * outHeight * outWidth;
      for (int oy = 0; oy < outHeight; oy++) {
        int y = oy * geometry.stride() + shiftY;
        if (y >= 0 && y < height) {
          columns.get(row + oy * outWidth, line, 0, outWidth);
          addRow(line, shiftX, plane, y * width);
        }
      }
    }
    dx.put(base + channel * height * width, plane, 0, height * width);
  }

  private void addRow(float[] line, int shift, float[] plane, int row) {
    int stride = geometry.stride();
    int first = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
    int last = Math.min(outWidth, Math.floorDiv(width - 1 - shift, stride) + 1);
    if (stride == 1) {
      for (int ox = first; ox < last; ox++) {
        plane[row + shift + ox] += line[ox];
      }
    } else {
      for (int ox = first; ox < last; ox++) {
        plane[row + shift + ox * stride] += line[ox];
      }
    }
  }
}
