package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of its inputs, all of one shape. */
public record Mean() implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    return new Sum(false).outputShape(inputs);
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.sum(in, false, out);
    kernels.scale(out, 1.0 / in.length, out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    for (INDArray gradient : pass.dIn()) {
      kernels.scale(pass.dOut(), 1.0 / pass.dIn().length, gradient);
    }
  }
}
