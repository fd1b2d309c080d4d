package org.bis5k.model.graph;

import org.bis5k.model.kernel.Corners;
import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bilinear resize without antialiasing of the first input to the height and width of the second,
 * whose values are not read.
 *
 * @param corners how positions map
 */
public record Resize(Corners corners) implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    return new long[] {inputs[0][0], inputs[0][1], inputs[1][2], inputs[1][3]};
  }

  @Override
  public boolean passesGradientTo(int input) {
    return input == 0;
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.resize(in[0], corners, out);
  }

  @Override
  public void backward(Kernels kernels, Backward pass) {
    kernels.resizeBackward(pass.dOut(), corners, pass.dIn()[0]);
  }
}
