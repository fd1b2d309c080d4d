package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.util.GraphIndices;

/** The nodes of a network in the order in which passes visit them, DL4J's topological order. */
public final class NetworkPlan {

  private final List<NetworkNode> nodes;
  private final List<Integer> inputs;
  private final List<Integer> outputs;
  private final List<RecomputedPart> recomputedParts;

  private NetworkPlan(NetworkGraph network, List<NetworkNode> nodes, Map<String, Integer> order) {
    this.nodes = List.copyOf(nodes);
    inputs =
        network.nodes().stream()
            .filter(NetworkNode::isInput)
            .map(node -> order.get(node.name()))
            .toList();
    outputs =
        network.outputs().stream()
            .map(output -> order.get(network.nodes().get(output).name()))
            .toList();
    recomputedParts =
        network.recomputable().stream()
            .map(block -> RecomputedPart.of(this, block))
            .filter(part -> !part.members().isEmpty())
            .toList();
  }

  /**
   * The plan of a network, which need not be instantiated.
   *
   * @param network the network
   * @return the plan
   */
  public static NetworkPlan of(NetworkGraph network) {
    return of(network, new ComputationGraph(network.configuration()));
  }

  /** The plan of a network whose DL4J graph exists. */
  static NetworkPlan of(NetworkGraph network, ComputationGraph graph) {
    Map<String, NetworkNode> declared = new HashMap<>();
    network.nodes().forEach(node -> declared.put(node.name(), node));
    Map<String, Integer> order = new HashMap<>();
    List<NetworkNode> nodes = new ArrayList<>();
    GraphIndices indices = graph.calculateIndices();
    for (int index : indices.getTopologicalSortOrder()) {
      NetworkNode node = declared.get(indices.getIdxToName().get(index));
      List<Integer> sources =
          node.inputs().stream().map(i -> order.get(network.nodes().get(i).name())).toList();
      order.put(node.name(), nodes.size());
      nodes.add(new NetworkNode(node.name(), sources, node.content()));
    }
    return new NetworkPlan(network, nodes, order);
  }

  /**
   * The nodes.
   *
   * @return in the order in which a forward pass visits them
   */
  public List<NetworkNode> nodes() {
    return nodes;
  }

  /** The positions of the inputs, in the order in which the network declares them. */
  List<Integer> inputs() {
    return inputs;
  }

  /**
   * The positions of the outputs.
   *
   * @return positions in {@link #nodes()}
   */
  public List<Integer> outputs() {
    return outputs;
  }

  /** The blocks that training may compute again; they share no node. */
  List<RecomputedPart> recomputedParts() {
    return recomputedParts;
  }

  /**
   * The size of parameters and running statistics.
   *
   * @return the number of floats in the network's flat vector
   */
  public long parameters() {
    return nodes.stream()
        .map(NetworkNode::content)
        .filter(ParameterLayer.class::isInstance)
        .flatMap(content -> ((ParameterLayer) content).stored().stream())
        .mapToLong(ParameterSpec::length)
        .sum();
  }

  /**
   * The shape of every node's output.
   *
   * @param image the shape of the network's inputs: N, C, H, W
   * @return shapes in the order of {@link #nodes()}
   */
  public List<long[]> shapes(long... image) {
    List<long[]> shapes = new ArrayList<>();
    for (NetworkNode node : nodes) {
      long[][] in = node.inputs().stream().map(shapes::get).toArray(long[][]::new);
      shapes.add(node.isInput() ? image.clone() : node.content().outputShape(in));
    }
    return shapes;
  }

  /**
   * How many nodes read each node's output. An output of the network has one reader more, outside.
   */
  int[] readers() {
    int[] readers = new int[nodes.size()];
    for (NetworkNode node : nodes) {
      for (int input : node.inputs()) {
        readers[input]++;
      }
    }
    for (int output : outputs) {
      readers[output]++;
    }
    return readers;
  }

  /** Which outputs a training forward pass keeps until the node's own backward pass. */
  boolean[] kept() {
    boolean[] kept = new boolean[nodes.size()];
    for (int i = 0; i < kept.length; i++) {
      NetworkNode node = nodes.get(i);
      kept[i] |= node.content().readsOutput();
      for (int input : node.inputs()) {
        kept[input] |= node.content().readsInputs();
      }
    }
    return kept;
  }
}
