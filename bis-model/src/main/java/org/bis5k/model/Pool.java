package org.bis5k.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pooling window. Maximum: padding counts as minus infinity. Average with padding counted:
 * divided by the whole window everywhere. Average in ceil mode without padding: windows at the
 * lower and right border may be cut, and are divided by what is left of them.
 */
record Pool(Kind kind, int kernel, int stride, int pad) implements GraphOp {

  enum Kind {
    MAXIMUM,
    AVERAGE_COUNTING_PADDING,
    AVERAGE_CEIL
  }

  static Pool maximum3x3(int stride) {
    return new Pool(Kind.MAXIMUM, 3, stride, 1);
  }

  static Pool average3x3(int stride) {
    return new Pool(Kind.AVERAGE_COUNTING_PADDING, 3, stride, 1);
  }

  static Pool averageCeil(int stride) {
    return new Pool(Kind.AVERAGE_CEIL, stride, stride, 0);
  }

  int outputSide(int side) {
    int reach = side + 2 * pad - kernel;
    int steps =
        kind == Kind.AVERAGE_CEIL ? Math.floorDiv(reach + stride - 1, stride) : reach / stride;
    return steps + 1;
  }

  @Override
  public long[] outputShape(long[][] inputs) {
    long[] in = inputs[0];
    return new long[] {in[0], in[1], outputSide((int) in[2]), outputSide((int) in[3])};
  }

  @Override
  public boolean readsInputs() {
    return kind == Kind.MAXIMUM;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.pool(in[0], this, out);
  }

  @Override
  public void backward(Kernels kernels, GraphOp.Backward pass) {
    kernels.poolBackward(pass.in()[0], pass.out(), this, pass.dOut(), pass.dIn()[0]);
  }
}
