package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums, joins, slices and products on host memory, by runs that stay in the cache. */
final class HostElementwise {

  private static final int RUN = 4096;

  private HostElementwise() {}

  private static void runs(long elements, RunWork work) {
    int count = Math.toIntExact((elements + RUN - 1) / RUN);
    Parallel.forEach(
        count,
        elements,
        i -> {
          int from = i * RUN;
          work.on(from, (int) Math.min(RUN, elements - from));
        });
  }

  private interface RunWork {
    void on(int from, int length);
  }

  static void sum(INDArray[] inputs, boolean relu, INDArray out) {
    FloatBuffer[] in = new FloatBuffer[inputs.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = HostMemory.floats(inputs[i]);
    }
    FloatBuffer to = HostMemory.floats(out);
    runs(
        out.length(),
        (from, length) -> {
          float[] total = HostMemory.scratch(0, RUN);
          float[] next = HostMemory.scratch(1, RUN);
          in[0].get(from, total, 0, length);
          for (int k = 1; k < in.length; k++) {
            in[k].get(from, next, 0, length);
            for (int i = 0; i < length; i++) {
              total[i] += next[i];
            }
          }
          if (relu) {
            for (int i = 0; i < length; i++) {
              total[i] = Math.max(total[i], 0f);
            }
          }
          to.put(from, total, 0, length);
        });
  }

  static void reluBackward(INDArray dy, INDArray out, INDArray dx) {
    FloatBuffer gradient = HostMemory.floats(dy);
    FloatBuffer output = HostMemory.floats(out);
    FloatBuffer to = HostMemory.floats(dx);
    runs(
        dx.length(),
        (from, length) -> {
          float[] g = HostMemory.scratch(0, RUN);
          float[] y = HostMemory.scratch(1, RUN);
          gradient.get(from, g, 0, length);
          output.get(from, y, 0, length);
          Lanes.current().zeroWhereZero(g, y, length);
          to.put(from, g, 0, length);
        });
  }

  static void scale(INDArray x, float factor, INDArray out) {
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(out);
    runs(
        out.length(),
        (from, length) -> {
          float[] run = HostMemory.scratch(0, RUN);
          in.get(from, run, 0, length);
          for (int i = 0; i < length; i++) {
            run[i] *= factor;
          }
          to.put(from, run, 0, length);
        });
  }

  /** The sum of the products of all elements, in a fixed order. */
  static double dot(INDArray a, INDArray b) {
    FloatBuffer left = HostMemory.floats(a);
    FloatBuffer right = HostMemory.floats(b);
    double[] parts = new double[Math.toIntExact((a.length() + RUN - 1) / RUN)];
    runs(
        a.length(),
        (from, length) -> {
          float[] x = HostMemory.scratch(0, RUN);
          float[] y = HostMemory.scratch(2, RUN);
          left.get(from, x, 0, length);
          right.get(from, y, 0, length);
          parts[from / RUN] = LaneSums.dot(x, y, length);
        });
    double total = 0;
    for (double part : parts) {
      total += part;
    }
    return total;
  }

  /**
   * Copies {@code channels} channels of every image from channel {@code fromChannel} of {@code x}
   * to channel {@code toChannel} of {@code out}.
   */
  static void copyChannels(INDArray x, int fromChannel, INDArray out, int toChannel, int channels) {
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(out);
    int plane = (int) (x.size(2) * x.size(3));
    int inStep = (int) x.size(1) * plane;
    int outStep = (int) out.size(1) * plane;
    for (int image = 0; image < x.size(0); image++) {
      to.put(
          image * outStep + toChannel * plane,
          in,
          image * inStep + fromChannel * plane,
          channels * plane);
    }
  }

  /** Writes zeros to the channels {@code from} .. {@code to} - 1 of every image. */
  static void clearChannels(INDArray array, int from, int to) {
    FloatBuffer values = HostMemory.floats(array);
    int plane = (int) (array.size(2) * array.size(3));
    int length = (to - from) * plane;
    float[] zeros = new float[length];
    for (int image = 0; image < array.size(0); image++) {
      values.put((image * (int) array.size(1) + from) * plane, zeros, 0, length);
    }
  }
}
