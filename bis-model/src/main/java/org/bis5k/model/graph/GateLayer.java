package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a {@link Gate}: y = gamma x. */
final class GateLayer extends RunningLayer<Gate> {

  private static final long serialVersionUID = 1L;

  GateLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr memory) {
    INDArray out = fresh(memory, ArrayType.ACTIVATIONS, input.shape());
    Kernels.current().scale(input, gamma(), out);
    return out;
  }

  @Override
  INDArray backward(INDArray epsilon, LayerWorkspaceMgr memory) {
    INDArray dx = fresh(memory, ArrayType.ACTIVATION_GRAD, input.shape());
    Kernels.current().scale(epsilon, gamma(), dx);
    gradientViews.get("gamma").assign(Kernels.current().dot(input, epsilon));
    return dx;
  }

  private double gamma() {
    return params.get("gamma").getDouble(0);
  }
}
