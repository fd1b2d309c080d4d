package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Axial attention by ND4J's matrix products over the whole batch at once. */
final class BatchedAttention {

  private static final ThreadLocal<ScratchArrays> SCRATCH =
      ThreadLocal.withInitial(() -> new ScratchArrays(2));

  private BatchedAttention() {}

  private static INDArray view(INDArray array, int length) {
    long images = array.size(0);
    return array.reshape('c', images, array.length() / images / length, length);
  }

  private static INDArray weights(Kernels kernels, INDArray q, INDArray k, int length) {
    INDArray m = SCRATCH.get().of(0, q.size(0), length, length);
    Gemm.multiply(1, Gemm.transposed(view(q, length)), Gemm.plain(view(k, length)), 0, m);
    kernels.softmaxRows(m);
    return m;
  }

  static void forward(
      Kernels kernels, INDArray q, INDArray k, INDArray v, int length, INDArray out) {
    INDArray m = weights(kernels, q, k, length);
    Gemm.multiply(1, Gemm.plain(view(v, length)), Gemm.transposed(m), 0, view(out, length));
  }

  static void backward(
      Kernels kernels,
      INDArray q,
      INDArray k,
      INDArray v,
      int length,
      INDArray dOut,
      INDArray[] gradients) {
    INDArray g = view(dOut, length);
    INDArray m = weights(kernels, q, k, length);
    INDArray ds = SCRATCH.get().of(1, m.shape());
    Gemm.multiply(1, Gemm.plain(g), Gemm.plain(m), 0, view(gradients[2], length));
    Gemm.multiply(1, Gemm.transposed(g), Gemm.plain(view(v, length)), 0, ds);
    kernels.softmaxRowsBackward(m, ds);
    Gemm.multiply(
        1, Gemm.plain(view(k, length)), Gemm.transposed(ds), 0, view(gradients[0], length));
    Gemm.multiply(1, Gemm.plain(view(q, length)), Gemm.plain(ds), 0, view(gradients[1], length));
  }
}
