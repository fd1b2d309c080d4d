package org.bis5k.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution as a product of the weights with shifted rows of the padded input, without unfolding
 * it: one task a band of an image's rows. Serves every kernel, stride and dilation; the gradient of
 * the input is the same operation with turned weights.
 */
final class DirectConvolution {

  /** Elements of a band's input: about what the second-level cache holds. */
  private static final int BAND = 1 << 17;

  private static final int FEWEST_ROWS = 4;

  private DirectConvolution() {}

  static void forward(INDArray x, INDArray w, ConvGeometry g, INDArray z) {
    int depth = g.in() * taps(g);
    float[] weights = HostMemory.shared(0, depth * g.out());
    HostMemory.floats(w).get(0, weights, 0, depth * g.out());
    Rows factors = Rows.every(depth, 0, g.out(), weights);
    correlate(HostMemory.floats(x), (int) x.size(0), side(x), g, 1, factors, z);
  }

  private static int taps(ConvGeometry g) {
    return g.kernelHeight() * g.kernelWidth();
  }

  private static int[] side(INDArray array) {
    return new int[] {(int) array.size(2), (int) array.size(3)};
  }

  /** dx: the gradient, spread out under a stride, under the weights turned by half a circle. */
  static void inputGradient(INDArray w, ConvGeometry g, INDArray dz, INDArray dx) {
    ConvGeometry turned =
        new ConvGeometry(g.out(), g.in(), g.kernelHeight(), g.kernelWidth(), 1, g.dilation());
    Rows factors = Rows.every(g.out() * taps(g), 0, g.in(), turn(HostMemory.floats(w), g));
    correlate(HostMemory.floats(dz), (int) dz.size(0), side(dx), turned, g.stride(), factors, dx);
  }

  /** From out x in x taps to in x out x taps, the taps backwards. */
  private static float[] turn(FloatBuffer w, ConvGeometry g) {
    int taps = taps(g);
    float[] turned = HostMemory.shared(0, g.out() * g.in() * taps);
    int row = g.in() * taps;
    float[] weights = HostMemory.scratch(0, row);
    for (int out = 0; out < g.out(); out++) {
      w.get(out * row, weights, 0, row);
      for (int in = 0; in < g.in(); in++) {
        int to = (in * g.out() + out) * taps + taps - 1;
        for (int tap = 0; tap < taps; tap++) {
          turned[to - tap] = weights[in * taps + tap];
        }
      }
    }
    return turned;
  }

  private static void correlate(
      FloatBuffer x,
      int images,
      int[] side,
      ConvGeometry g,
      int spacing,
      Rows weights,
      INDArray result) {
    int outHeight = (int) result.size(2);
    int outWidth = (int) result.size(3);
    int bandRows = bandRows(g, images, outHeight, side[1]);
    int bands = (outHeight + bandRows - 1) / bandRows;
    FloatBuffer to = HostMemory.floats(result);
    int sourceHeight = (side[0] + spacing - 1) / spacing;
    Parallel.forEach(
        images * bands,
        result.length() * weights.count(),
        task -> {
          int image = task / bands;
          int first = task % bands * bandRows;
          int rows = Math.min(bandRows, outHeight - first);
          PaddedBand band = new PaddedBand(g, side[0], side[1], spacing, first, rows);
          float[] input = HostMemory.scratch(0, g.in() * band.channel() + Lanes.SLACK);
          int from = band.firstSource() * band.sourceWidth();
          int given = (band.endSource() - band.firstSource()) * band.sourceWidth();
          float[] source = HostMemory.scratch(1, given);
          for (int c = 0; c < g.in(); c++) {
            int plane = (image * g.in() + c) * sourceHeight * band.sourceWidth();
            x.get(plane + from, source, 0, given);
            band.fill(source, input, c * band.channel());
          }
          int step = Lanes.room(band.span());
          float[] sums = HostMemory.scratch(2, Lanes.wholeGroups(g.out()) * step);
          int[] starts = band.taps(g.in());
          Lanes.current()
              .multiply(
                  weights,
                  new Rows(input, starts, starts.length),
                  sums,
                  0,
                  step,
                  band.span(),
                  false);
          for (int c = 0; c < g.out(); c++) {
            close(sums, c * step, band);
            int plane = (image * g.out() + c) * outHeight * outWidth;
            to.put(plane + first * outWidth, sums, c * step, rows * outWidth);
          }
        });
  }

  /** Moves a channel's rows together. */
  private static void close(float[] sums, int at, PaddedBand band) {
    int width = band.outWidth();
    if (width != band.step()) {
      for (int row = 1; row < band.rows(); row++) {
        System.arraycopy(sums, at + row * band.step(), sums, at + row * width, width);
      }
    }
  }

  private static int bandRows(ConvGeometry g, int images, int outHeight, int width) {
    int wanted = (2 * Parallel.threads() + images - 1) / images;
    long elements = (long) g.in() * outHeight * g.stride() * width;
    int bands = (int) Math.max(wanted, (elements + BAND - 1) / BAND);
    return Math.max(Math.min(FEWEST_ROWS, outHeight), (outHeight + bands - 1) / bands);
  }

  /**
   * dw: for each weight the sum over all positions of input times gradient. The gradient is turned
   * to positions x out, so that this, too, is a product with the shifted rows of the input.
   */
  static void weightGradient(INDArray x, ConvGeometry g, INDArray dz, INDArray dw) {
    int images = (int) x.size(0);
    int height = (int) x.size(2);
    int width = (int) x.size(3);
    int outHeight = (int) dz.size(2);
    PaddedBand band = new PaddedBand(g, height, width, 1, 0, outHeight);
    float[] gradient = HostMemory.shared(0, images * band.span() * g.out() + Lanes.SLACK);
    positionsFirst(HostMemory.floats(dz), images, g.out(), band, gradient);

    int taps = taps(g);
    int block = Math.max(1, Math.min(16, g.in() / (2 * Parallel.threads())));
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(dw);
    Parallel.forEach(
        (g.in() + block - 1) / block,
        x.length() * g.out(),
        task -> {
          int first = task * block;
          int channels = Math.min(block, g.in() - first);
          float[] input = HostMemory.scratch(0, channels * band.channel());
          float[] source = HostMemory.scratch(1, height * width);
          int step = Lanes.room(g.out());
          int rows = channels * taps;
          float[] sums = HostMemory.scratch(2, Lanes.wholeGroups(rows) * step);
          int[] starts = band.taps(channels);
          int[] positions = new int[band.span()];
          for (int image = 0; image < images; image++) {
            for (int c = 0; c < channels; c++) {
              in.get((image * g.in() + first + c) * height * width, source, 0, height * width);
              band.fill(source, input, c * band.channel());
            }
            for (int i = 0; i < positions.length; i++) {
              positions[i] = (image * positions.length + i) * g.out();
            }
            Lanes.current()
                .multiply(
                    new Rows(input, starts, rows),
                    new Rows(gradient, positions, positions.length),
                    sums,
                    0,
                    step,
                    g.out(),
                    image > 0);
          }
          for (int out = 0; out < g.out(); out++) {
            for (int i = 0; i < rows; i++) {
              input[i] = sums[i * step + out];
            }
            to.put((out * g.in() + first) * taps, input, 0, rows);
          }
        });
  }

  /** From images x channels x height x width to images x positions of the band x channels. */
  private static void positionsFirst(
      FloatBuffer from, int images, int channels, PaddedBand band, float[] to) {
    int width = band.outWidth();
    int plane = band.rows() * width;
    int block = 16;
    int blocks = (channels + block - 1) / block;
    Parallel.forEach(
        images * blocks,
        (long) images * plane * channels,
        task -> {
          int image = task / blocks;
          int first = task % blocks * block;
          int count = Math.min(block, channels - first);
          float[] source = HostMemory.scratch(0, count * plane);
          from.get((image * channels + first) * plane, source, 0, count * plane);
          for (int row = 0; row < band.rows(); row++) {
            int at = (image * band.span() + row * band.step()) * channels + first;
            for (int x = 0; x < band.step() && row * band.step() + x < band.span(); x++) {
              for (int c = 0; c < count; c++) {
                to[at + x * channels + c] = x < width ? source[c * plane + row * width + x] : 0;
              }
            }
          }
        });
  }
}
