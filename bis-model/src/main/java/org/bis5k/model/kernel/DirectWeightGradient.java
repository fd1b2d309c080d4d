package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's weights: for each the sum over all positions of input times
 * gradient. The gradient is turned to positions x out, so that this, too, is a product with the
 * shifted rows of the padded input. One task a block of input channels.
 */
final class DirectWeightGradient {

  private static final int MOST_CHANNELS = 16;

  private final ConvGeometry geometry;
  private final int images;
  private final int plane;
  private final int outHeight;
  private final PaddedBand layout;

  private DirectWeightGradient(INDArray x, ConvGeometry geometry, INDArray dz) {
    this.geometry = geometry;
    images = (int) x.size(0);
    plane = (int) (x.size(2) * x.size(3));
    outHeight = (int) dz.size(2);
    layout = new PaddedBand(geometry, (int) x.size(2), (int) x.size(3), 1, outHeight);
  }

  static void compute(INDArray x, ConvGeometry geometry, INDArray dz, INDArray dw) {
    new DirectWeightGradient(x, geometry, dz).run(x, dz, dw);
  }

  private void run(INDArray x, INDArray dz, INDArray dw) {
    Rows[] gradient = positionsFirst(dz);
    FloatBuffer in = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(dw);
    int taps = DirectConvolution.taps(geometry);
    int block = Math.max(1, Math.min(MOST_CHANNELS, geometry.in() / (2 * Parallel.threads())));
    int[] starts = layout.taps(block);
    int step = Lanes.room(geometry.out());
    Parallel.forEach(
        (geometry.in() + block - 1) / block,
        x.length() * geometry.out(),
        task -> {
          int first = task * block;
          int channels = Math.min(block, geometry.in() - first);
          int rows = channels * taps;
          float[] input = HostMemory.scratch(0, Math.max(rows, channels * layout.channel()));
          float[] sums = HostMemory.scratch(2, Lanes.wholeGroups(rows) * step);
          for (int image = 0; image < images; image++) {
            load(in, (image * geometry.in() + first) * plane, channels, input);
            Rows shifted = new Rows(input, starts, rows);
            Lanes.current()
                .multiply(shifted, gradient[image], sums, 0, step, geometry.out(), image > 0);
          }
          for (int out = 0; out < geometry.out(); out++) {
            for (int i = 0; i < rows; i++) {
              input[i] = sums[i * step + out];
            }
            to.put((out * geometry.in() + first) * taps, input, 0, rows);
          }
        });
  }

  private void load(FloatBuffer from, int at, int channels, float[] input) {
    float[] source = HostMemory.scratch(1, plane);
    for (int c = 0; c < channels; c++) {
      from.get(at + c * plane, source, 0, plane);
      layout.fill(source, 0, outHeight, input, c * layout.channel());
    }
  }

  /** For each image the positions of the layout, zero in its gaps, each a row of all channels. */
  private Rows[] positionsFirst(INDArray dz) {
    int channels = geometry.out();
    int width = layout.outWidth();
    int span = layout.span(outHeight);
    FloatBuffer from = HostMemory.floats(dz);
    float[] to = HostMemory.shared(0, images * span * channels + Lanes.SLACK);
    int blocks = (channels + MOST_CHANNELS - 1) / MOST_CHANNELS;
    Parallel.forEach(
        images * blocks,
        dz.length(),
        task -> {
          int image = task / blocks;
          int first = task % blocks * MOST_CHANNELS;
          int count = Math.min(MOST_CHANNELS, channels - first);
          int out = outHeight * width;
          float[] source = HostMemory.scratch(0, count * out);
          from.get((image * channels + first) * out, source, 0, count * out);
          for (int i = 0; i < span; i++) {
            int row = i / layout.step();
            int x = i - row * layout.step();
            int at = (image * span + i) * channels + first;
            for (int c = 0; c < count; c++) {
              to[at + c] = x < width ? source[c * out + row * width + x] : 0;
            }
          }
        });
    Rows[] rows = new Rows[images];
    for (int image = 0; image < images; image++) {
      rows[image] = Rows.every(channels, image * span * channels, span, to);
    }
    return rows;
  }
}
