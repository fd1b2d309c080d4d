package org.bis5k.model.graph;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a multiplication by a learnt factor, gamma, a tensor of shape [1]. */
public final class Gate extends ParameterLayer {

  private static final long serialVersionUID = 1L;

  /** Name of the factor in a checkpoint; public for the framework's JSON. */
  public String parameterName;

  /** For the framework's JSON reader. */
  public Gate() {}

  static Gate of(String parameterName) {
    Gate gate = new Gate();
    gate.parameterName = parameterName;
    gate.layerName = parameterName;
    gate.nIn = 1;
    gate.nOut = 1;
    return gate;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.trained("gamma", parameterName, InitialValues.ZERO, 1));
  }

  @Override
  public long[] outputShape(long[][] inputs) {
    return inputs[0].clone();
  }

  @Override
  RunningLayer<Gate> instantiate(NeuralNetConfiguration conf, DataType dataType) {
    return new GateLayer(conf, dataType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gate that && Objects.equals(parameterName, that.parameterName);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(parameterName);
  }
}
