package org.bis5k.model.graph;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a multiplication by one learnt number, gamma, which starts at 0. */
public final class Gate extends ParameterLayer {

  private static final long serialVersionUID = 1L;

  /** The checkpoint's name of the number; public for the framework's JSON. */
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
  List<ParameterSpec> specs() {
    return List.of(ParameterSpec.trained("gamma", parameterName, 1));
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
