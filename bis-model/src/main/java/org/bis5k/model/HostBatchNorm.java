package org.bis5k.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation with optional ReLU on host memory: one task a channel, planes copied through
 * the cache in runs. Sums are kept in double.
 */
final class HostBatchNorm {

  private static final int RUN = 4096;

  private HostBatchNorm() {}

  /** Where one channel's runs of elements lie in an NCHW array. */
  private record Planes(int images, int channels, int plane) {

    static Planes of(INDArray array) {
      return new Planes(
          (int) array.size(0), (int) array.size(1), (int) (array.size(2) * array.size(3)));
    }

    int start(int image, int channel) {
      return (image * channels + channel) * plane;
    }

    long perChannel() {
      return (long) images * plane;
    }

    long elements() {
      return perChannel() * channels;
    }
  }

  /** Work on a run of elements at {@code from}. */
  private interface RunWork {
    void on(int from, int length);
  }

  private static void runs(Planes planes, int channel, RunWork work) {
    for (int image = 0; image < planes.images(); image++) {
      int start = planes.start(image, channel);
      for (int at = 0; at < planes.plane(); at += RUN) {
        work.on(start + at, Math.min(RUN, planes.plane() - at));
      }
    }
  }

  static void inference(INDArray z, BatchNormParameters p, boolean relu) {
    Planes planes = Planes.of(z);
    FloatBuffer values = HostMemory.floats(z);
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    FloatBuffer mean = HostMemory.floats(p.mean());
    FloatBuffer variance = HostMemory.floats(p.variance());
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          double inverse = 1 / Math.sqrt(variance.get(c) + BatchNormParameters.EPSILON);
          float scale = (float) (gamma.get(c) * inverse);
          float shift = (float) (beta.get(c) - mean.get(c) * inverse * gamma.get(c));
          float[] run = HostMemory.scratch(0, RUN);
          runs(
              planes,
              c,
              (from, length) -> {
                values.get(from, run, 0, length);
                affine(run, length, scale, shift, relu);
                values.put(from, run, 0, length);
              });
        });
  }

  private static void affine(float[] run, int length, float scale, float shift, boolean relu) {
    if (relu) {
      for (int i = 0; i < length; i++) {
        run[i] = Math.max(run[i] * scale + shift, 0f);
      }
    } else {
      for (int i = 0; i < length; i++) {
        run[i] = run[i] * scale + shift;
      }
    }
  }

  static void training(
      INDArray z, BatchNormParameters p, BatchStatistics batch, boolean relu, INDArray y) {
    Planes planes = Planes.of(z);
    FloatBuffer in = HostMemory.floats(z);
    FloatBuffer out = HostMemory.floats(y);
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    FloatBuffer runningMean = HostMemory.floats(p.mean());
    FloatBuffer runningVariance = HostMemory.floats(p.variance());
    long n = planes.perChannel();
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          float[] run = HostMemory.scratch(0, RUN);
          double mean = mean(in, planes, c, run);
          double variance = variance(in, planes, c, run, mean);
          double inverse = 1 / Math.sqrt(variance + BatchNormParameters.EPSILON);
          batch.mean()[c] = mean;
          batch.inverseDeviation()[c] = inverse;
          move(runningMean, c, mean);
          move(runningVariance, c, variance * n / (n - 1));
          float centre = (float) mean;
          float scale = (float) (gamma.get(c) * inverse);
          float shift = (float) (beta.get(c) - (mean - centre) * inverse * gamma.get(c));
          runs(
              planes,
              c,
              (from, length) -> {
                in.get(from, run, 0, length);
                for (int i = 0; i < length; i++) {
                  run[i] -= centre; // first, or a large mean would cost digits
                }
                affine(run, length, scale, shift, relu);
                out.put(from, run, 0, length);
              });
        });
  }

  private static void move(FloatBuffer running, int channel, double value) {
    double share = BatchNormParameters.MOMENTUM;
    running.put(channel, (float) ((1 - share) * running.get(channel) + share * value));
  }

  private static double mean(FloatBuffer in, Planes planes, int channel, float[] run) {
    double[] total = {0};
    runs(
        planes,
        channel,
        (from, length) -> {
          in.get(from, run, 0, length);
          total[0] += LaneSums.sum(run, length);
        });
    return total[0] / planes.perChannel();
  }

  private static double variance(
      FloatBuffer in, Planes planes, int channel, float[] run, double mean) {
    double[] total = {0};
    runs(
        planes,
        channel,
        (from, length) -> {
          in.get(from, run, 0, length);
          total[0] += LaneSums.squares(run, length, mean);
        });
    return total[0] / planes.perChannel();
  }

  static void backward(
      INDArray dy,
      INDArray y,
      INDArray z,
      BatchNormParameters p,
      BatchStatistics batch,
      boolean relu,
      BatchNormGradients gradients) {
    Planes planes = Planes.of(z);
    FloatBuffer epsilon = HostMemory.floats(dy);
    FloatBuffer out = HostMemory.floats(y);
    FloatBuffer in = HostMemory.floats(z);
    FloatBuffer dz = HostMemory.floats(gradients.input());
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer dGamma = HostMemory.floats(gradients.gamma());
    FloatBuffer dBeta = HostMemory.floats(gradients.beta());
    double n = planes.perChannel();
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          float centre = (float) batch.mean()[c];
          float inverse = (float) batch.inverseDeviation()[c];
          float offset = (float) ((batch.mean()[c] - centre) * batch.inverseDeviation()[c]);
          float[] g = HostMemory.scratch(0, RUN);
          float[] x = HostMemory.scratch(2, RUN);
          double[] sums = {0, 0};
          RunWork gather =
              (from, length) -> {
                epsilon.get(from, g, 0, length);
                if (relu) {
                  out.get(from, x, 0, length);
                  zeroWhereZero(g, x, length);
                }
                in.get(from, x, 0, length);
                for (int i = 0; i < length; i++) {
                  x[i] = (x[i] - centre) * inverse - offset;
                }
              };
          runs(
              planes,
              c,
              (from, length) -> {
                gather.on(from, length);
                sums[0] += LaneSums.sum(g, length);
                sums[1] += LaneSums.dot(g, x, length);
              });
          dBeta.put(c, (float) sums[0]);
          dGamma.put(c, (float) sums[1]);
          float scale = (float) (gamma.get(c) * batch.inverseDeviation()[c]);
          float meanGradient = (float) (sums[0] / n);
          float meanProduct = (float) (sums[1] / n);
          runs(
              planes,
              c,
              (from, length) -> {
                gather.on(from, length);
                for (int i = 0; i < length; i++) {
                  g[i] = scale * (g[i] - meanGradient - x[i] * meanProduct);
                }
                dz.put(from, g, 0, length);
              });
        });
  }

  /** What ReLU's gradient is: nothing where its output was zero. */
  static void zeroWhereZero(float[] gradient, float[] output, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }
}
