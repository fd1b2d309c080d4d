package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of its inputs, all of one shape.
 *
 * @param relu whether ReLU follows
 */
public record Sum(boolean relu) implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    for (long[] shape : inputs) {
      if (!java.util.Arrays.equals(shape, inputs[0])) {
        throw new IllegalArgumentException(
            "Only arrays of one shape can be added; found "
                + java.util.Arrays.deepToString(inputs));
      }
    }
    return inputs[0].clone();
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public boolean readsOutput() {
    return relu;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.sum(in, relu, out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    for (INDArray gradient : pass.dIn()) {
      if (relu) {
        kernels.reluBackward(pass.dOut(), pass.out(), gradient);
      } else {
        kernels.sum(new INDArray[] {pass.dOut()}, false, gradient);
      }
    }
  }
}
