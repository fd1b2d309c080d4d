package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution on the CPU. With the vector API most convolutions are computed directly and the
 * others by ND4J's op, which oneDNN implements. Without it a 1x1 kernel is a matrix product, and
 * dilated kernels, which oneDNN does not support, are unfolded into columns and multiplied.
 */
final class HostConvolution {

  /** The number of weights from which the library is faster, if there are many positions too. */
  private static final long MANY_WEIGHTS = 500_000;

  /** The number of positions from which the library is faster. */
  private static final long MANY_POSITIONS = 1500;

  private static final ThreadLocal<Columns> COLUMNS = ThreadLocal.withInitial(Columns::new);

  private HostConvolution() {}

  /** How a convolution is computed. */
  private enum Route {
    DIRECT,
    LIBRARY,
    POINTWISE,
    UNFOLDED
  }

  private static Route route(INDArray x, ConvGeometry g) {
    if (Lanes.current().vectors() && !isForLibrary(x, g)) {
      return Route.DIRECT;
    }
    boolean pointwise = g.kernelHeight() == 1 && g.kernelWidth() == 1 && g.stride() == 1;
    if (pointwise) {
      return Route.POINTWISE;
    }
    return g.dilation() == 1 ? Route.LIBRARY : Route.UNFOLDED;
  }

  private static boolean isForLibrary(INDArray x, ConvGeometry g) {
    int taps = g.kernelHeight() * g.kernelWidth();
    return taps > 1
        && g.dilation() == 1
        && (long) g.in() * g.out() * taps >= MANY_WEIGHTS
        && x.size(2) * x.size(3) >= MANY_POSITIONS;
  }

  /** Convolution and normalisation with running statistics. */
  static void inference(
      INDArray x, INDArray w, ConvGeometry g, BatchNorm.Parameters p, boolean relu, INDArray z) {
    if (route(x, g) == Route.DIRECT) {
      DirectConvolution.forward(x, w, g, FoldedNorm.of(p, relu), z);
    } else {
      forward(x, w, g, z);
      HostBatchNorm.inference(z, p, relu);
    }
  }

  static void forward(INDArray x, INDArray w, ConvGeometry g, INDArray z) {
    Route route = route(x, g);
    if (route == Route.DIRECT) {
      DirectConvolution.forward(x, w, g, null, z);
      return;
    }
    if (route == Route.LIBRARY) {
      Nd4jOps.convolve(x, w, g, z, true);
      return;
    }
    INDArray weights = w.reshape('c', g.out(), w.length() / g.out());
    INDArray columns = route == Route.UNFOLDED ? COLUMNS.get().of(x, g) : null;
    for (int image = 0; image < x.size(0); image++) {
      INDArray in = route == Route.POINTWISE ? matrix(x, image) : unfold(x, image, g, columns);
      Gemm.multiply(1, Gemm.plain(weights), Gemm.plain(in), 0, matrix(z, image));
    }
  }

  static void backward(
      INDArray x, INDArray w, ConvGeometry g, INDArray dz, INDArray dx, INDArray dw) {
    Route route = route(x, g);
    if (route == Route.DIRECT) {
      DirectConvolution.inputGradient(w, g, dz, dx);
      DirectWeightGradient.compute(x, g, dz, dw);
      return;
    }
    if (route == Route.LIBRARY) {
      Nd4jOps.convolveBackward(x, w, g, dz, dx, dw, true);
      return;
    }
    INDArray weights = w.reshape('c', g.out(), w.length() / g.out());
    INDArray dWeights = dw.reshape('c', g.out(), w.length() / g.out());
    INDArray columns = route == Route.UNFOLDED ? COLUMNS.get().of(x, g) : null;
    for (int image = 0; image < x.size(0); image++) {
      boolean pointwise = route == Route.POINTWISE;
      INDArray in = pointwise ? matrix(x, image) : unfold(x, image, g, columns);
      INDArray dOut = matrix(dz, image);
      Gemm.multiply(1, Gemm.plain(dOut), Gemm.transposed(in), image == 0 ? 0 : 1, dWeights);
      INDArray dIn = pointwise ? matrix(dx, image) : columns;
      Gemm.multiply(1, Gemm.transposed(weights), Gemm.plain(dOut), 0, dIn);
      if (!pointwise) {
        fold(columns, image, g, dx);
      }
    }
  }

  private static INDArray matrix(INDArray array, int image) {
    return array
        .get(NDArrayIndex.point(image))
        .reshape('c', array.size(1), array.size(2) * array.size(3));
  }

  /** columns[(c, ky, kx), (oy, ox)] = x[c, oy stride - pad + ky dilation, the same for x]. */
  private static INDArray unfold(INDArray x, int image, ConvGeometry g, INDArray columns) {
    int height = (int) x.size(2);
    int width = (int) x.size(3);
    FloatBuffer from = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(columns);
    long[] out = g.outputShape(x.shape());
    Taps taps = new Taps(g, height, width, (int) out[2], (int) out[3]);
    int base = image * g.in() * height * width;
    float[] zeros = new float[taps.outWidth()];
    Parallel.forEach(
        g.in(), columns.length(), channel -> taps.unfold(from, base, to, channel, zeros));
    return columns;
  }

  private static void fold(INDArray columns, int image, ConvGeometry g, INDArray dx) {
    int height = (int) dx.size(2);
    int width = (int) dx.size(3);
    FloatBuffer from = HostMemory.floats(columns);
    FloatBuffer to = HostMemory.floats(dx);
    long[] out = g.outputShape(dx.shape());
    Taps taps = new Taps(g, height, width, (int) out[2], (int) out[3]);
    int base = image * g.in() * height * width;
    Parallel.forEach(g.in(), columns.length(), channel -> taps.fold(from, to, base, channel));
  }

  /** A grow-only buffer for the columns, one per thread. */
  private static final class Columns {
    private INDArray flat;

    INDArray of(INDArray x, ConvGeometry g) {
      long[] out = g.outputShape(x.shape());
      long rows = (long) g.in() * g.kernelHeight() * g.kernelWidth();
      long positions = out[2] * out[3];
      if (flat == null || flat.length() < rows * positions) {
        if (flat != null) {
          flat.close();
        }
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
          flat = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows * positions}, 'c');
        }
      }
      return flat.get(NDArrayIndex.interval(0, rows * positions)).reshape('c', rows, positions);
    }
  }
}
