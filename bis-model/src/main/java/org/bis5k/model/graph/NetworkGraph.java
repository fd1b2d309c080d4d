package org.bis5k.model.graph;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The description of a network, made by {@link Wiring}: nodes, outputs, the tensors of its
 * checkpoints, and the blocks that training may compute again. DL4J's graph, the parameters by
 * name, the passes and the estimate of memory all derive from it.
 */
public final class NetworkGraph {

  private final List<NetworkNode> nodes;
  private final List<Integer> outputs;
  private final CheckpointLayout layout;
  private final List<String> recomputable;

  NetworkGraph(
      List<NetworkNode> nodes,
      List<Integer> outputs,
      CheckpointLayout layout,
      List<String> recomputable) {
    this.nodes = List.copyOf(nodes);
    this.outputs = List.copyOf(outputs);
    this.layout = layout;
    this.recomputable = List.copyOf(recomputable);
  }

  /** The nodes in the order in which the network's code adds them. */
  List<NetworkNode> nodes() {
    return nodes;
  }

  /** The positions of the outputs in {@link #nodes()}. */
  List<Integer> outputs() {
    return outputs;
  }

  /** The names of the blocks whose inner activations may be computed again. */
  List<String> recomputable() {
    return recomputable;
  }

  /**
   * The tensors of the network's checkpoints.
   *
   * @return the layout in checkpoint order
   */
  public CheckpointLayout layout() {
    return layout;
  }

  /**
   * The tensors that checkpoints hold and the network does not compute with.
   *
   * @return the tensors of declared modules that are not part of the graph
   */
  public List<ParameterSpec> unusedTensors() {
    Set<String> used =
        nodes.stream()
            .flatMap(node -> node.content().parameters().stream())
            .map(ParameterSpec::checkpointName)
            .collect(Collectors.toSet());
    return layout.tensors().stream()
        .filter(tensor -> !used.contains(tensor.checkpointName()))
        .toList();
  }

  /**
   * DL4J's configuration of the graph.
   *
   * @return a new configuration
   */
  public ComputationGraphConfiguration configuration() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
    for (NetworkNode node : nodes) {
      String[] sources =
          node.inputs().stream().map(input -> nodes.get(input).name()).toArray(String[]::new);
      if (node.content() instanceof GraphOp op) {
        graph.addVertex(node.name(), OpVertex.of(op), sources);
      } else if (node.content() instanceof ParameterLayer layer) {
        graph.addLayer(node.name(), layer.clone(), sources);
      } else {
        graph.addInputs(node.name());
      }
    }
    graph.setOutputs(
        outputs.stream().map(output -> nodes.get(output).name()).toArray(String[]::new));
    return graph.build();
  }

  /**
   * A DL4J graph with parameters that are not set yet.
   *
   * @return a new graph, which the caller closes
   */
  public ComputationGraph instantiate() {
    ComputationGraph graph = new ComputationGraph(configuration());
    graph.init();
    return graph;
  }
}
