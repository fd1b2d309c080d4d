package org.bis5k.model.graph;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The DL4J implementation of a {@link ParameterLayer}. */
abstract class RunningLayer<C extends ParameterLayer> extends BaseLayer<C> {

  private static final long serialVersionUID = 1L;

  RunningLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Writes the gradients into {@code gradientViews} and returns the gradient of the input. */
  abstract INDArray backward(INDArray epsilon, LayerWorkspaceMgr memory);

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr memory) {
    INDArray inputGradient = backward(epsilon, memory);
    Gradient gradients = new DefaultGradient();
    gradientViews.forEach(gradients::setGradientFor);
    return new Pair<>(gradients, inputGradient);
  }

  static INDArray fresh(LayerWorkspaceMgr memory, ArrayType type, long... shape) {
    return memory.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // No weight noise.
  }
}
