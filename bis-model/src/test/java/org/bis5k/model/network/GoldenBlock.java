package org.bis5k.model.network;

import java.util.Map;
import java.util.function.BiFunction;
import org.bis5k.model.graph.GraphPass;
import org.bis5k.model.graph.NamedParameters;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.FormulaWeights;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A block of the network as a graph of its own, with weights and inputs by formula. */
public final class GoldenBlock implements AutoCloseable {

  private final ComputationGraph graph;
  private final GraphPass pass;
  private final NamedParameters parameters;
  private final String name;

  private GoldenBlock(String name, NetworkGraph network, ComputationGraph graph) {
    this.name = name;
    this.graph = graph;
    this.pass = GraphPass.of(network, graph);
    this.parameters = NamedParameters.of(graph);
  }

  public static GoldenBlock of(
      String name, long[][] inputs, BiFunction<Wiring, Edge[], Edge[]> block) {
    Wiring wiring = new Wiring();
    Edge[] edges = new Edge[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      edges[i] = wiring.input("in" + i, (int) inputs[i][1]);
    }
    NetworkGraph network = wiring.build(block.apply(wiring, edges));
    ComputationGraph graph = network.instantiate();
    graph.initGradientsView();
    GoldenBlock golden = new GoldenBlock(name, network, graph);
    golden.fill();
    return golden;
  }

  /** Sets every parameter from the stream of its name. */
  void fill() {
    parameters
        .entries()
        .forEach(
            (key, entry) ->
                Kernels.current()
                    .write(
                        FormulaWeights.values(name + "/" + key, key, entry.spec().shape()),
                        entry.values()));
  }

  /** An array of the formula stream {@code name/suffix}. */
  INDArray stream(String suffix, long... shape) {
    INDArray array = pass.memory().take(shape);
    Kernels.current()
        .write(FormulaStream.named(name + "/" + suffix).floats((int) array.length()), array);
    return array;
  }

  INDArray[] inputs(long[][] shapes) {
    INDArray[] inputs = new INDArray[shapes.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = stream("in" + i, shapes[i]);
    }
    return inputs;
  }

  public INDArray[] forward(boolean training, INDArray... inputs) {
    return pass.forward(training, inputs);
  }

  public INDArray[] backward(INDArray... gradients) {
    return pass.backward(gradients);
  }

  public Map<String, NamedParameters.Entry> parameters() {
    return parameters.entries();
  }

  /** The gradient of a parameter after {@link #backward}. */
  public double[] gradient(String key) {
    NamedParameters.Entry entry = parameters.get(key);
    double[] values = new double[(int) entry.spec().length()];
    INDArray flat = graph.getFlattenedGradients().reshape(graph.getFlattenedGradients().length());
    for (int i = 0; i < values.length; i++) {
      values[i] = flat.getDouble(entry.offset() + i);
    }
    return values;
  }

  public GraphPass pass() {
    return pass;
  }

  @Override
  public void close() {
    pass.close();
  }
}
