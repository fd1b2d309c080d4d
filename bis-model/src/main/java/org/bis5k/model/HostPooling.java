package org.bis5k.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling on host memory, one task a plane. */
final class HostPooling {

  private HostPooling() {}

  /** The sides of a plane before and after, and the window between. */
  private record Planes(Pool pool, int height, int width, int outHeight, int outWidth) {

    static Planes of(Pool pool, INDArray x, INDArray out) {
      return new Planes(
          pool, (int) x.size(2), (int) x.size(3), (int) out.size(2), (int) out.size(3));
    }

    int first(int o) {
      return Math.max(0, o * pool.stride() - pool.pad());
    }

    int last(int o, int side) {
      return Math.min(side, o * pool.stride() - pool.pad() + pool.kernel());
    }

    /** What a window's sum is divided by. */
    float divisor(int rows, int columns) {
      return pool.kind() == Pool.Kind.AVERAGE_COUNTING_PADDING
          ? pool.kernel() * pool.kernel()
          : rows * columns;
    }
  }

  static void forward(INDArray x, Pool pool, INDArray out) {
    Planes p = Planes.of(pool, x, out);
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(out);
    int size = p.height() * p.width();
    int outSize = p.outHeight() * p.outWidth();
    Parallel.forEach(
        (int) (x.size(0) * x.size(1)),
        x.length(),
        plane -> {
          float[] from = HostMemory.scratch(0, size);
          float[] result = HostMemory.scratch(1, outSize);
          in.get(plane * size, from, 0, size);
          for (int oy = 0; oy < p.outHeight(); oy++) {
            for (int ox = 0; ox < p.outWidth(); ox++) {
              result[oy * p.outWidth() + ox] = window(p, from, oy, ox);
            }
          }
          to.put(plane * outSize, result, 0, outSize);
        });
  }

  private static float window(Planes p, float[] from, int oy, int ox) {
    int top = p.first(oy);
    int bottom = p.last(oy, p.height());
    int left = p.first(ox);
    int right = p.last(ox, p.width());
    if (p.pool().kind() == Pool.Kind.MAXIMUM) {
      return from[maximum(from, p.width(), top, bottom, left, right)];
    }
    float total = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        total += from[y * p.width() + x];
      }
    }
    return total / p.divisor(bottom - top, right - left);
  }

  /** The index of the first maximum in row order, as PyTorch's backward pass takes it. */
  private static int maximum(float[] from, int width, int top, int bottom, int left, int right) {
    int best = top * width + left;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (from[y * width + x] > from[best]) {
          best = y * width + x;
        }
      }
    }
    return best;
  }

  static void backward(INDArray x, INDArray out, Pool pool, INDArray dy, INDArray dx) {
    Planes p = Planes.of(pool, x, out);
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer epsilon = HostMemory.floats(dy);
    FloatBuffer to = HostMemory.floats(dx);
    int size = p.height() * p.width();
    int outSize = p.outHeight() * p.outWidth();
    Parallel.forEach(
        (int) (x.size(0) * x.size(1)),
        x.length(),
        plane -> {
          float[] from = HostMemory.scratch(0, size);
          float[] g = HostMemory.scratch(1, outSize);
          float[] result = HostMemory.scratch(2, size);
          Arrays.fill(result, 0, size, 0);
          in.get(plane * size, from, 0, size);
          epsilon.get(plane * outSize, g, 0, outSize);
          for (int oy = 0; oy < p.outHeight(); oy++) {
            for (int ox = 0; ox < p.outWidth(); ox++) {
              spread(p, from, oy, ox, g[oy * p.outWidth() + ox], result);
            }
          }
          to.put(plane * size, result, 0, size);
        });
  }

  private static void spread(
      Planes p, float[] from, int oy, int ox, float gradient, float[] result) {
    int top = p.first(oy);
    int bottom = p.last(oy, p.height());
    int left = p.first(ox);
    int right = p.last(ox, p.width());
    if (p.pool().kind() == Pool.Kind.MAXIMUM) {
      result[maximum(from, p.width(), top, bottom, left, right)] += gradient;
      return;
    }
    float share = gradient / p.divisor(bottom - top, right - left);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        result[y * p.width() + x] += share;
      }
    }
  }
}
