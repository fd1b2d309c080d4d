package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The DL4J configuration of a layer that states its parameters as {@link ParameterSpec}s. The other
 * methods of the framework are implemented here once.
 */
abstract sealed class ParameterLayer extends FeedForwardLayer implements NodeContent
    permits ConvUnit, Gate {

  private static final long serialVersionUID = 1L;

  /** For the framework's JSON reader. */
  ParameterLayer() {}

  @Override
  public abstract List<ParameterSpec> parameters();

  @Override
  public final boolean readsInputs() {
    return true;
  }

  /** The parameters and running statistics in the order of the flat vector. */
  final List<ParameterSpec> stored() {
    return parameters().stream()
        .filter(tensor -> tensor.role() != ParameterSpec.Role.COUNTER)
        .toList();
  }

  abstract RunningLayer<?> instantiate(NeuralNetConfiguration conf, DataType dataType);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialise,
      DataType dataType) {
    RunningLayer<?> layer = instantiate(conf, dataType);
    layer.setListeners(listeners == null ? new ArrayList<>() : listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(view);
    Map<String, INDArray> table = initializer().init(conf, view, initialise);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public final ParamInitializer initializer() {
    return new FlatParameters(stored());
  }

  @Override
  public final List<Regularization> getRegularizationByParam(String key) {
    return List.of();
  }

  @Override
  public final boolean isPretrainParam(String key) {
    return false;
  }

  @Override
  public final InputType getOutputType(int index, InputType input) {
    throw new UnsupportedOperationException(
        "Sizes are found when data arrives; build the graph without setInputTypes");
  }

  @Override
  public final void setNIn(InputType input, boolean override) {
    // Channel counts are part of the configuration; there is nothing to infer.
  }

  @Override
  public final InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    return null;
  }
}
