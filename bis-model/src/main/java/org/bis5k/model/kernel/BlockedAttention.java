package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Attention over all positions by blocks of rows with ND4J's matrix products. Softmax needs whole
 * rows only, so blocks do not change the result, and memory is proportional to the positions, not
 * to their square. The backward pass computes each block again.
 */
final class BlockedAttention {

  /** The number of rows of a block: many enough for fast products, few enough for the cache. */
  private static final int BLOCK = 256;

  private static final ThreadLocal<ScratchArrays> SCRATCH =
      ThreadLocal.withInitial(() -> new ScratchArrays(Purpose.values().length));

  private enum Purpose {
    A_TRANSPOSED,
    OUT_TRANSPOSED,
    SCORES,
    SCORE_GRADIENTS,
    DOUT_TRANSPOSED,
    DA_TRANSPOSED
  }

  private BlockedAttention() {}

  private static INDArray scratch(Purpose purpose, long... shape) {
    return SCRATCH.get().of(purpose.ordinal(), shape);
  }

  private static double scale(INDArray a) {
    return 1 / Math.sqrt(a.size(1));
  }

  /** One image's c x positions matrix. */
  private static INDArray matrix(INDArray array, int image) {
    return array
        .get(NDArrayIndex.point(image))
        .reshape('c', array.size(1), array.size(2) * array.size(3));
  }

  private static INDArray rows(INDArray matrix, long from, long to) {
    return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  static void forward(Kernels kernels, INDArray a, INDArray b, INDArray c, INDArray out) {
    long channels = a.size(1);
    long positions = a.size(2) * a.size(3);
    INDArray at = scratch(Purpose.A_TRANSPOSED, positions, channels);
    INDArray ot = scratch(Purpose.OUT_TRANSPOSED, positions, channels);
    for (int image = 0; image < a.size(0); image++) {
      INDArray keys = matrix(b, image);
      INDArray values = matrix(c, image);
      kernels.transpose(matrix(a, image), at);
      for (long from = 0; from < positions; from += BLOCK) {
        long to = Math.min(positions, from + BLOCK);
        INDArray scores = scratch(Purpose.SCORES, to - from, positions);
        Gemm.multiply(scale(a), Gemm.plain(rows(at, from, to)), Gemm.plain(keys), 0, scores);
        kernels.softmaxRows(scores);
        Gemm.multiply(1, Gemm.plain(scores), Gemm.transposed(values), 0, rows(ot, from, to));
      }
      kernels.transpose(ot, matrix(out, image));
    }
  }

  static void backward(
      Kernels kernels, INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients) {
    long channels = a.size(1);
    long positions = a.size(2) * a.size(3);
    INDArray at = scratch(Purpose.A_TRANSPOSED, positions, channels);
    INDArray dat = scratch(Purpose.DA_TRANSPOSED, positions, channels);
    INDArray gt = scratch(Purpose.DOUT_TRANSPOSED, positions, channels);
    for (int image = 0; image < a.size(0); image++) {
      INDArray keys = matrix(b, image);
      INDArray values = matrix(c, image);
      INDArray dKeys = matrix(gradients[1], image);
      INDArray dValues = matrix(gradients[2], image);
      kernels.transpose(matrix(a, image), at);
      kernels.transpose(matrix(dOut, image), gt);
      for (long from = 0; from < positions; from += BLOCK) {
        long to = Math.min(positions, from + BLOCK);
        double keep = from == 0 ? 0 : 1;
        INDArray aBlock = rows(at, from, to);
        INDArray gBlock = rows(gt, from, to);
        INDArray p = scratch(Purpose.SCORES, to - from, positions);
        INDArray ds = scratch(Purpose.SCORE_GRADIENTS, to - from, positions);
        Gemm.multiply(scale(a), Gemm.plain(aBlock), Gemm.plain(keys), 0, p);
        kernels.softmaxRows(p);
        Gemm.multiply(1, Gemm.transposed(gBlock), Gemm.plain(p), keep, dValues);
        Gemm.multiply(1, Gemm.plain(gBlock), Gemm.plain(values), 0, ds);
        kernels.softmaxRowsBackward(p, ds);
        Gemm.multiply(scale(a), Gemm.plain(ds), Gemm.transposed(keys), 0, rows(dat, from, to));
        Gemm.multiply(scale(a), Gemm.transposed(aBlock), Gemm.plain(ds), keep, dKeys);
      }
      kernels.transpose(dat, matrix(gradients[0], image));
    }
  }
}
