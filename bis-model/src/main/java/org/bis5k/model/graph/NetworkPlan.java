package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.util.GraphIndices;

/**
 * The nodes of a graph in the order in which passes visit them, and which outputs a training
 * forward pass must keep for the backward pass.
 */
public final class NetworkPlan {

  private final List<NetworkNode> nodes;
  private final List<Integer> outputs;
  private final int[] readers;
  private final boolean[] kept;

  private NetworkPlan(List<NetworkNode> nodes, List<Integer> outputs) {
    this.nodes = nodes;
    this.outputs = outputs;
    readers = new int[nodes.size()];
    kept = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      NetworkNode node = nodes.get(i);
      kept[i] |= node.readsOutput();
      for (int input : node.inputs()) {
        readers[input]++;
        kept[input] |= node.readsInputs();
      }
    }
    for (int output : outputs) {
      readers[output]++;
    }
  }

  /**
   * The plan of a graph that need not exist.
   *
   * @param configuration DL4J's configuration of the graph
   * @return the plan
   */
  public static NetworkPlan of(ComputationGraphConfiguration configuration) {
    return of(new ComputationGraph(configuration));
  }

  /**
   * The plan of a graph.
   *
   * @param graph the graph, which need not be initialised
   * @return the plan
   */
  public static NetworkPlan of(ComputationGraph graph) {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    GraphIndices indices = graph.calculateIndices();
    Map<String, Integer> positions = new HashMap<>();
    List<NetworkNode> nodes = new ArrayList<>();
    for (int index : indices.getTopologicalSortOrder()) {
      String name = indices.getIdxToName().get(index);
      List<Integer> inputs =
          configuration.getVertexInputs().getOrDefault(name, List.of()).stream()
              .map(positions::get)
              .toList();
      positions.put(name, nodes.size());
      nodes.add(NetworkNode.of(name, inputs, configuration.getVertices().get(name)));
    }
    return new NetworkPlan(
        nodes, configuration.getNetworkOutputs().stream().map(positions::get).toList());
  }

  /**
   * The nodes.
   *
   * @return in the order in which a forward pass visits them
   */
  public List<NetworkNode> nodes() {
    return nodes;
  }

  List<Integer> outputs() {
    return outputs;
  }

  /** How many nodes read each node's output; the graph's outputs have one reader more, outside. */
  int[] readers() {
    return readers.clone();
  }

  /** Whether a node's output is kept until its own backward pass. */
  boolean isKept(int node) {
    return kept[node];
  }

  /** The parts that may be computed again, each at the position of its last node. */
  RecomputedPart[] recomputedParts() {
    RecomputedPart[] parts = new RecomputedPart[nodes.size()];
    for (RecomputedPart part : RecomputedPart.of(this)) {
      parts[part.end()] = part;
    }
    return parts;
  }

  /**
   * The shape of every node's output.
   *
   * @param image the shape of the graph's input: N, C, H, W
   * @return shapes in the order of {@link #nodes()}
   */
  public List<long[]> shapes(long... image) {
    List<long[]> shapes = new ArrayList<>();
    for (NetworkNode node : nodes) {
      long[][] in = node.inputs().stream().map(shapes::get).toArray(long[][]::new);
      shapes.add(node.isInput() ? image.clone() : node.outputShape(in));
    }
    return shapes;
  }
}
