package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bilinear resize on host memory, one task for each plane. */
final class HostResize {

  private HostResize() {}

  static void forward(INDArray x, Corners corners, INDArray out) {
    int width = (int) x.size(3);
    int size = (int) x.size(2) * width;
    Interpolation rows = Interpolation.of((int) x.size(2), (int) out.size(2), corners);
    Interpolation columns = Interpolation.of(width, (int) out.size(3), corners);
    int outWidth = columns.outputs();
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(out);
    Parallel.forEach(
        (int) (x.size(0) * x.size(1)),
        out.length(),
        plane -> {
          float[] from = HostMemory.scratch(0, size);
          float[] line = HostMemory.scratch(1, outWidth);
          in.get(plane * size, from, 0, size);
          for (int oy = 0; oy < rows.outputs(); oy++) {
            int upper = rows.lower(oy) * width;
            int lower = rows.next(oy) * width;
            float t = rows.upper(oy);
            for (int ox = 0; ox < outWidth; ox++) {
              int left = columns.lower(ox);
              int right = columns.next(ox);
              float s = columns.upper(ox);
              line[ox] =
                  (1 - t) * ((1 - s) * from[upper + left] + s * from[upper + right])
                      + t * ((1 - s) * from[lower + left] + s * from[lower + right]);
            }
            to.put((plane * rows.outputs() + oy) * outWidth, line, 0, outWidth);
          }
        });
  }

  static void backward(INDArray dy, Corners corners, INDArray dx) {
    int width = (int) dx.size(3);
    int size = (int) dx.size(2) * width;
    Interpolation rows = Interpolation.of((int) dx.size(2), (int) dy.size(2), corners);
    Interpolation columns = Interpolation.of(width, (int) dy.size(3), corners);
    int outWidth = columns.outputs();
    FloatBuffer epsilon = HostMemory.floats(dy);
    FloatBuffer to = HostMemory.floats(dx);
    Parallel.forEach(
        (int) (dx.size(0) * dx.size(1)),
        dy.length(),
        plane -> {
          float[] result = HostMemory.scratch(0, size);
          float[] line = HostMemory.scratch(1, outWidth);
          Arrays.fill(result, 0, size, 0);
          for (int oy = 0; oy < rows.outputs(); oy++) {
            int upper = rows.lower(oy) * width;
            int lower = rows.next(oy) * width;
            float t = rows.upper(oy);
            epsilon.get((plane * rows.outputs() + oy) * outWidth, line, 0, outWidth);
            for (int ox = 0; ox < outWidth; ox++) {
              int left = columns.lower(ox);
              int right = columns.next(ox);
              float s = columns.upper(ox);
              float high = (1 - t) * line[ox];
              float low = t * line[ox];
              result[upper + left] += (1 - s) * high;
              result[upper + right] += s * high;
              result[lower + left] += (1 - s) * low;
              result[lower + right] += s * low;
            }
          }
          to.put(plane * size, result, 0, size);
        });
  }
}
