package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation with optional ReLU on host memory, one task for each channel. The values of a
 * channel are gathered in a Java array, computed there and written back, so that each array is read
 * and written once. Sums are computed in double.
 */
final class HostBatchNorm {

  private HostBatchNorm() {}

  /** Where one channel's planes lie in an NCHW array. */
  private record Planes(int images, int channels, int plane) {

    static Planes of(INDArray array) {
      return new Planes(
          (int) array.size(0), (int) array.size(1), (int) (array.size(2) * array.size(3)));
    }

    int perChannel() {
      return images * plane;
    }

    long elements() {
      return (long) perChannel() * channels;
    }

    float[] gather(FloatBuffer from, int channel, int slot) {
      float[] values = HostMemory.scratch(slot, perChannel());
      for (int image = 0; image < images; image++) {
        from.get((image * channels + channel) * plane, values, image * plane, plane);
      }
      return values;
    }

    void scatter(float[] values, int channel, FloatBuffer to) {
      for (int image = 0; image < images; image++) {
        to.put((image * channels + channel) * plane, values, image * plane, plane);
      }
    }
  }

  static void inference(INDArray z, BatchNorm.Parameters p, boolean relu) {
    Planes planes = Planes.of(z);
    FloatBuffer values = HostMemory.floats(z);
    FoldedNorm folded = FoldedNorm.of(p, relu);
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          float[] x = planes.gather(values, c, 0);
          Lanes.current()
              .affine(x, 0, planes.perChannel(), 0, folded.scale(c), folded.shift(c), relu);
          planes.scatter(x, c, values);
        });
  }

  static void training(
      INDArray z, BatchNorm.Parameters p, BatchNorm.Statistics batch, boolean relu, INDArray y) {
    FloatBuffer runningMean = HostMemory.floats(p.mean());
    FloatBuffer runningVariance = HostMemory.floats(p.variance());
    normalize(
        z,
        p,
        batch,
        relu,
        y,
        (x, n, c) -> {
          double mean = LaneSums.sum(x, n) / n;
          double variance = LaneSums.squares(x, n, mean) / n;
          batch.mean()[c] = mean;
          batch.inverseDeviation()[c] = 1 / Math.sqrt(variance + BatchNorm.EPSILON);
          move(runningMean, c, mean);
          move(runningVariance, c, variance * n / (n - 1));
        });
  }

  static void again(
      INDArray z, BatchNorm.Parameters p, BatchNorm.Statistics batch, boolean relu, INDArray y) {
    normalize(z, p, batch, relu, y, (x, n, c) -> {});
  }

  /** Work on the values of a channel before they are normalised. */
  private interface Channel {
    void see(float[] values, int count, int channel);
  }

  private static void normalize(
      INDArray z,
      BatchNorm.Parameters p,
      BatchNorm.Statistics batch,
      boolean relu,
      INDArray y,
      Channel before) {
    Planes planes = Planes.of(z);
    FloatBuffer in = HostMemory.floats(z);
    FloatBuffer out = HostMemory.floats(y);
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    int n = planes.perChannel();
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          float[] x = planes.gather(in, c, 0);
          before.see(x, n, c);
          double mean = batch.mean()[c];
          double inverse = batch.inverseDeviation()[c];
          normalize(x, n, mean, inverse, gamma.get(c), beta.get(c), relu);
          planes.scatter(x, c, out);
        });
  }

  /** Subtracts the mean first, because a large mean would cost precision. */
  private static void normalize(
      float[] x, int n, double mean, double inverse, float gamma, float beta, boolean relu) {
    float centre = (float) mean;
    float shift = (float) (beta - (mean - centre) * inverse * gamma);
    Lanes.current().affine(x, 0, n, centre, (float) (gamma * inverse), shift, relu);
  }

  private static void move(FloatBuffer running, int channel, double value) {
    double share = BatchNorm.MOMENTUM;
    running.put(channel, (float) ((1 - share) * running.get(channel) + share * value));
  }

  static void backward(
      INDArray dy,
      INDArray z,
      BatchNorm.Parameters p,
      BatchNorm.Statistics batch,
      boolean relu,
      BatchNorm.Gradients gradients) {
    Planes planes = Planes.of(z);
    FloatBuffer epsilon = HostMemory.floats(dy);
    FloatBuffer in = HostMemory.floats(z);
    FloatBuffer dz = HostMemory.floats(gradients.input());
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    FloatBuffer dGamma = HostMemory.floats(gradients.gamma());
    FloatBuffer dBeta = HostMemory.floats(gradients.beta());
    int n = planes.perChannel();
    Lanes lanes = Lanes.current();
    Parallel.forEach(
        planes.channels(),
        planes.elements(),
        c -> {
          double mean = batch.mean()[c];
          double inverse = batch.inverseDeviation()[c];
          float[] g = planes.gather(epsilon, c, 0);
          float[] x = planes.gather(in, c, 2);
          if (relu) {
            float[] y = HostMemory.scratch(1, n);
            System.arraycopy(x, 0, y, 0, n);
            normalize(y, n, mean, inverse, gamma.get(c), beta.get(c), true);
            lanes.zeroWhereZero(g, y, n);
          }
          normalize(x, n, mean, inverse, 1, 0, false);
          double sum = LaneSums.sum(g, n);
          double product = LaneSums.dot(g, x, n);
          dBeta.put(c, (float) sum);
          dGamma.put(c, (float) product);
          float scale = (float) (gamma.get(c) * inverse);
          lanes.normalizeGradient(g, x, n, scale, (float) (sum / n), (float) (product / n));
          planes.scatter(g, c, dz);
        });
  }
}
