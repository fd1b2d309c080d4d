package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling on host memory, one task for each plane. The rows of a line of windows are combined
 * first, in loops that the virtual machine vectorizes, then the columns of each window.
 */
final class HostPooling {

  private HostPooling() {}

  /** The sides of a plane before and after, and the window between. */
  private record Planes(PoolWindow pool, int height, int width, int outHeight, int outWidth) {

    static Planes of(PoolWindow pool, INDArray x, INDArray out) {
      return new Planes(
          pool, (int) x.size(2), (int) x.size(3), (int) out.size(2), (int) out.size(3));
    }

    int first(int o) {
      return Math.max(0, o * pool.stride() - pool.pad());
    }

    int last(int o, int side) {
      return Math.min(side, o * pool.stride() - pool.pad() + pool.kernel());
    }

    /** The divisor of a window's sum. */
    float divisor(int rows, int columns) {
      return pool.kind() == PoolWindow.Kind.AVERAGE_COUNTING_PADDING
          ? pool.kernel() * pool.kernel()
          : rows * columns;
    }
  }

  static void forward(INDArray x, PoolWindow pool, INDArray out) {
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
          float[] line = HostMemory.scratch(2, p.width());
          in.get(plane * size, from, 0, size);
          for (int oy = 0; oy < p.outHeight(); oy++) {
            if (p.pool().kind() == PoolWindow.Kind.MAXIMUM) {
              maxima(p, from, oy, line, result);
            } else {
              averages(p, from, oy, line, result);
            }
          }
          to.put(plane * outSize, result, 0, outSize);
        });
  }

  /** One line of results. */
  private static void maxima(Planes p, float[] from, int oy, float[] line, float[] result) {
    int top = p.first(oy);
    System.arraycopy(from, top * p.width(), line, 0, p.width());
    for (int y = top + 1; y < p.last(oy, p.height()); y++) {
      raise(line, from, y * p.width(), p.width());
    }
    for (int ox = 0; ox < p.outWidth(); ox++) {
      int left = p.first(ox);
      float largest = line[left];
      for (int x = left + 1; x < p.last(ox, p.width()); x++) {
        largest = Math.max(largest, line[x]);
      }
      result[oy * p.outWidth() + ox] = largest;
    }
  }

  private static void raise(float[] line, float[] from, int at, int length) {
    for (int i = 0; i < length; i++) {
      line[i] = Math.max(line[i], from[at + i]);
    }
  }

  /** One line of results. */
  private static void averages(Planes p, float[] from, int oy, float[] line, float[] result) {
    int top = p.first(oy);
    int bottom = p.last(oy, p.height());
    System.arraycopy(from, top * p.width(), line, 0, p.width());
    for (int y = top + 1; y < bottom; y++) {
      add(from, y * p.width(), line, 0, p.width());
    }
    for (int ox = 0; ox < p.outWidth(); ox++) {
      int left = p.first(ox);
      int right = p.last(ox, p.width());
      float total = 0;
      for (int x = left; x < right; x++) {
        total += line[x];
      }
      result[oy * p.outWidth() + ox] = total / p.divisor(bottom - top, right - left);
    }
  }

  private static void add(float[] from, int at, float[] to, int start, int length) {
    for (int i = 0; i < length; i++) {
      to[start + i] += from[at + i];
    }
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

  static void backward(INDArray x, INDArray out, PoolWindow pool, INDArray dy, INDArray dx) {
    Planes p = Planes.of(pool, x, out);
    boolean maximum = pool.kind() == PoolWindow.Kind.MAXIMUM;
    // An average needs the input's shape alone; its memory may be freed by now.
    FloatBuffer in = maximum ? HostMemory.floats(x) : null;
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
          float[] line = HostMemory.scratch(3, p.width());
          Arrays.fill(result, 0, size, 0);
          if (maximum) {
            in.get(plane * size, from, 0, size);
          }
          epsilon.get(plane * outSize, g, 0, outSize);
          for (int oy = 0; oy < p.outHeight(); oy++) {
            if (maximum) {
              giveToLargest(p, from, oy, g, result);
            } else {
              share(p, oy, g, line, result);
            }
          }
          to.put(plane * size, result, 0, size);
        });
  }

  /** One line of gradients. */
  private static void giveToLargest(Planes p, float[] from, int oy, float[] g, float[] result) {
    int top = p.first(oy);
    int bottom = p.last(oy, p.height());
    for (int ox = 0; ox < p.outWidth(); ox++) {
      int right = p.last(ox, p.width());
      result[maximum(from, p.width(), top, bottom, p.first(ox), right)] +=
          g[oy * p.outWidth() + ox];
    }
  }

  /** One line of gradients. */
  private static void share(Planes p, int oy, float[] g, float[] line, float[] result) {
    int top = p.first(oy);
    int bottom = p.last(oy, p.height());
    Arrays.fill(line, 0, p.width(), 0);
    for (int ox = 0; ox < p.outWidth(); ox++) {
      int left = p.first(ox);
      int right = p.last(ox, p.width());
      float share = g[oy * p.outWidth() + ox] / p.divisor(bottom - top, right - left);
      for (int x = left; x < right; x++) {
        line[x] += share;
      }
    }
    for (int y = top; y < bottom; y++) {
      add(line, 0, result, y * p.width(), p.width());
    }
  }
}
