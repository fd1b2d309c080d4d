package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution as a product of the weights with shifted rows of the padded input, which is not
 * unfolded; one task for each band of rows of an image. Supports every kernel, stride and dilation.
 * The gradient of the input is the same operation with rotated weights.
 */
final class DirectConvolution {

  /** The number of input elements of a band, about the size of the second-level cache. */
  private static final int BAND = 1 << 17;

  private static final int FEWEST_ROWS = 4;

  private final ConvGeometry geometry;
  private final FoldedNorm norm;
  private final PaddedBand layout;
  private final int images;
  private final int outHeight;
  private final int bands;

  private DirectConvolution(
      ConvGeometry geometry, int[] side, int spacing, FoldedNorm norm, INDArray result) {
    this.geometry = geometry;
    this.norm = norm;
    this.images = (int) result.size(0);
    this.outHeight = (int) result.size(2);
    this.bands = bands(geometry, images, outHeight, side[1]);
    int mostRows = (outHeight + bands - 1) / bands;
    this.layout = new PaddedBand(geometry, side[0], side[1], spacing, mostRows);
  }

  /** The number of bands of nearly equal height, chosen so that all threads end together. */
  private static int bands(ConvGeometry g, int images, int outHeight, int width) {
    int threads = Parallel.threads();
    int wanted = (2 * threads + images - 1) / images;
    long elements = (long) g.in() * outHeight * g.stride() * width;
    long fitting = Math.max(wanted, (elements + BAND - 1) / BAND);
    long filled = Math.min(fitting, (outHeight + FEWEST_ROWS - 1) / FEWEST_ROWS);
    return (int) Math.min((filled + threads - 1) / threads * threads, outHeight);
  }

  static int taps(ConvGeometry g) {
    return g.kernelHeight() * g.kernelWidth();
  }

  private static int[] side(INDArray array) {
    return new int[] {(int) array.size(2), (int) array.size(3)};
  }

  /**
   * z = w * x, normalised in the same sweep.
   *
   * @param norm or null for none
   */
  static void forward(INDArray x, INDArray w, ConvGeometry g, FoldedNorm norm, INDArray z) {
    int depth = g.in() * taps(g);
    float[] weights = HostMemory.shared(0, depth * g.out());
    FloatBuffer from = HostMemory.floats(w);
    Parallel.forEach(
        g.out(), w.length(), out -> from.get(out * depth, weights, out * depth, depth));
    Rows rows = Rows.every(depth, 0, g.out(), weights);
    new DirectConvolution(g, side(x), 1, norm, z).run(x, rows, z);
  }

  /**
   * dx = the gradient, with zeros between its values for a stride, convolved with rotated weights.
   */
  static void inputGradient(INDArray w, ConvGeometry g, INDArray dz, INDArray dx) {
    ConvGeometry turned =
        new ConvGeometry(g.out(), g.in(), g.kernelHeight(), g.kernelWidth(), 1, g.dilation());
    Rows weights = Rows.every(g.out() * taps(g), 0, g.in(), turn(w, g));
    new DirectConvolution(turned, side(dx), g.stride(), null, dx).run(dz, weights, dx);
  }

  /** Rearranges out x in x taps to in x out x taps with the taps in reverse order. */
  private static float[] turn(INDArray w, ConvGeometry g) {
    FloatBuffer from = HostMemory.floats(w);
    int taps = taps(g);
    int row = g.in() * taps;
    float[] turned = HostMemory.shared(0, g.out() * row);
    Parallel.forEach(
        g.out(),
        w.length(),
        out -> {
          float[] weights = HostMemory.scratch(0, row);
          from.get(out * row, weights, 0, row);
          for (int in = 0; in < g.in(); in++) {
            int to = (in * g.out() + out) * taps + taps - 1;
            for (int tap = 0; tap < taps; tap++) {
              turned[to - tap] = weights[in * taps + tap];
            }
          }
        });
    return turned;
  }

  private void run(INDArray x, Rows weights, INDArray result) {
    int[] starts = layout.taps(geometry.in());
    int plane = (int) (x.size(2) * x.size(3));
    int outPlane = outHeight * layout.outWidth();
    FloatBuffer from = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(result);
    Parallel.forEach(
        images * bands,
        result.length() * weights.count(),
        task -> {
          int image = task / bands;
          int band = task % bands;
          int higher = outHeight % bands; // this many bands, the first ones, have one row more
          int rows = outHeight / bands + (band < higher ? 1 : 0);
          int first = band * (outHeight / bands) + Math.min(band, higher);
          float[] input = load(from, image * geometry.in() * plane, plane, first, rows);
          int span = layout.span(rows);
          int step = Lanes.room(span);
          float[] sums = HostMemory.scratch(2, Lanes.wholeGroups(geometry.out()) * step);
          Rows shifted = new Rows(input, starts, starts.length);
          Lanes.current().multiply(weights, shifted, sums, 0, step, span, false);
          int at = image * geometry.out() * outPlane + first * layout.outWidth();
          for (int c = 0; c < geometry.out(); c++) {
            if (norm != null) {
              Lanes.current()
                  .affine(sums, c * step, span, 0, norm.scale(c), norm.shift(c), norm.relu());
            }
            compact(sums, c * step, rows);
            to.put(at + c * outPlane, sums, c * step, rows * layout.outWidth());
          }
        });
  }

  /** The padded input of a band. */
  private float[] load(FloatBuffer from, int at, int plane, int first, int rows) {
    float[] input = HostMemory.scratch(0, geometry.in() * layout.channel() + Lanes.SLACK);
    int above = layout.firstSource(first) * layout.sourceWidth();
    int given = layout.endSource(first, rows) * layout.sourceWidth() - above;
    float[] source = HostMemory.scratch(1, given);
    for (int c = 0; c < geometry.in(); c++) {
      from.get(at + c * plane + above, source, 0, given);
      layout.fill(source, first, rows, input, c * layout.channel());
    }
    return input;
  }

  /** Moves a channel's rows together. */
  private void compact(float[] sums, int at, int rows) {
    int width = layout.outWidth();
    if (width != layout.step()) {
      for (int row = 1; row < rows; row++) {
        System.arraycopy(sums, at + row * layout.step(), sums, at + row * width, width);
      }
    }
  }
}
