package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.kernel.PoolWindow;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum or average pooling of its input.
 *
 * @param window the window, its stride and its padding
 */
public record Pool(PoolWindow window) implements GraphOp {

  @Override
  public long[] outputShape(long[][] inputs) {
    return window.outputShape(inputs[0]);
  }

  @Override
  public boolean readsInputs() {
    return window.kind() == PoolWindow.Kind.MAXIMUM;
  }

  @Override
  public void forward(Kernels kernels, INDArray[] in, INDArray out) {
    kernels.pool(in[0], window, out);
  }

  @Override
  public void backward(Kernels kernels, GraphOp.Backward pass) {
    kernels.poolBackward(pass.in()[0], pass.out(), window, pass.dOut(), pass.dIn()[0]);
  }
}
