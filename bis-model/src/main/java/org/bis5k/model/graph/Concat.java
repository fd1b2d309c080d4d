package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Joins its inputs along the channels. */
public record Concat() implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    long[] shape = inputs[0].clone();
    shape[1] = 0;
    for (long[] input : inputs) {
      if (input[0] != shape[0] || input[2] != shape[2] || input[3] != shape[3]) {
        throw new IllegalArgumentException(
            "Arrays to be joined along the channels must agree in all other sides; found "
                + java.util.Arrays.deepToString(inputs));
      }
      shape[1] += input[1];
    }
    return shape;
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.concat(in, out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    int from = 0;
    for (INDArray gradient : pass.dIn()) {
      kernels.slice(pass.dOut(), from, gradient);
      from += (int) gradient.size(1);
    }
  }
}
