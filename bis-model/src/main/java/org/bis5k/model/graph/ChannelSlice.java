package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies consecutive channels of its input.
 *
 * @param from the first channel
 * @param channels the number of channels
 */
public record ChannelSlice(int from, int channels) implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    return new long[] {inputs[0][0], channels, inputs[0][2], inputs[0][3]};
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.slice(in[0], from, out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    kernels.sliceBackward(pass.dOut(), from, pass.dIn()[0]);
  }
}
