package org.bis5k.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * V Mt with M = softmax over rows(Qt K), inputs Q, K, V of N x C x H x W. Per image each is read as
 * a plain row-major matrix whose rows are H (mode h) or W (mode w) consecutive elements; in mode h
 * that is not a transpose. The products run over the whole batch at once.
 */
record AxialAttention(Axis axis) implements GraphOp {

  private static final ThreadLocal<ScratchArrays> SCRATCH =
      ThreadLocal.withInitial(() -> new ScratchArrays(2));

  /** What the length of a row is. */
  enum Axis {
    HEIGHT,
    WIDTH
  }

  @Override
  public long[] outputShape(long[][] inputs) {
    return inputs[2].clone();
  }

  private int length(INDArray v) {
    return (int) v.size(axis == Axis.HEIGHT ? 2 : 3);
  }

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

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    int length = length(in[2]);
    INDArray m = weights(kernels, in[0], in[1], length);
    Gemm.multiply(1, Gemm.plain(view(in[2], length)), Gemm.transposed(m), 0, view(out, length));
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    int length = length(pass.in()[2]);
    INDArray q = view(pass.in()[0], length);
    INDArray k = view(pass.in()[1], length);
    INDArray v = view(pass.in()[2], length);
    INDArray g = view(pass.dOut(), length);
    INDArray dq = view(pass.dIn()[0], length);
    INDArray dk = view(pass.dIn()[1], length);
    INDArray dv = view(pass.dIn()[2], length);
    INDArray m = weights(kernels, pass.in()[0], pass.in()[1], length);
    INDArray ds = SCRATCH.get().of(1, m.shape());
    Gemm.multiply(1, Gemm.plain(g), Gemm.plain(m), 0, dv);
    Gemm.multiply(1, Gemm.transposed(g), Gemm.plain(v), 0, ds);
    kernels.softmaxRowsBackward(m, ds);
    Gemm.multiply(1, Gemm.plain(k), Gemm.transposed(ds), 0, dq);
    Gemm.multiply(1, Gemm.plain(q), Gemm.plain(ds), 0, dk);
  }
}
