package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention along one axis: V Mt with M = softmax over rows(Qt K), inputs Q, K, V of N x C x H x W.
 * Each image is viewed as a row-major matrix whose rows are H or W consecutive elements. For H that
 * is a reinterpretation of the memory, not a transpose, as in the reference.
 *
 * @param axis the length of the rows
 */
public record AxialAttention(Axis axis) implements GraphOp {

  /** The length of the rows of the matrices. */
  public enum Axis {
    /** The height: attention within columns. */
    HEIGHT,
    /** The width: attention within rows. */
    WIDTH
  }

  @Override
  public long[] outputShape(long[][] inputs) {
    return inputs[2].clone();
  }

  private int length(INDArray v) {
    return (int) v.size(axis == Axis.HEIGHT ? 2 : 3);
  }

  @Override
  public boolean readsInputs() {
    return true;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.attendAxially(in[0], in[1], in[2], length(in[2]), out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    INDArray[] in = pass.in();
    kernels.attendAxiallyBackward(in[0], in[1], in[2], length(in[2]), pass.dOut(), pass.dIn());
  }
}
