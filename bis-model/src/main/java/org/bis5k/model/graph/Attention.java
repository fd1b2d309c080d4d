package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention over all positions: softmax over rows(c^(-1/2) A Bt) C of three N x c x H x W inputs,
 * each image read as a positions x c matrix. Computed in blocks of rows, so that the positions x
 * positions matrix is never stored.
 */
public record Attention() implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    return inputs[0].clone();
  }

  @Override
  public boolean readsInputs() {
    return true;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.attend(in[0], in[1], in[2], out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    INDArray[] in = pass.in();
    kernels.attendBackward(in[0], in[1], in[2], pass.dOut(), pass.dIn());
  }
}
