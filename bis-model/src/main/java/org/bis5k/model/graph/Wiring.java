package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.kernel.PoolWindow;

/**
 * Builds the description of a network so that the code reads like its figure: {@link #scope()}
 * declares layers, every other method adds one node and returns the edge that leaves it, and blocks
 * pass edges on as variables.
 */
public final class Wiring {

  /**
   * The output of a node.
   *
   * @param node the node's name
   * @param channels its number of channels
   */
  public record Edge(String node, int channels) {}

  private final List<NetworkNode> nodes = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, ParameterSpec> declared = new LinkedHashMap<>();
  private final List<String> recomputable = new ArrayList<>();
  private int operations;

  /** An empty graph. */
  public Wiring() {}

  /**
   * The scope of the network itself.
   *
   * @return a scope without prefix, whose convolutions start as {@link
   *     InitialValues#KAIMING_FAN_IN}
   */
  public Scope scope() {
    return new Scope(this, "", InitialValues.KAIMING_FAN_IN);
  }

  void declare(List<ParameterSpec> tensors) {
    for (ParameterSpec tensor : tensors) {
      if (declared.putIfAbsent(tensor.checkpointName(), tensor) != null) {
        throw new IllegalArgumentException(
            "The tensor " + tensor.checkpointName() + " is declared twice");
      }
    }
  }

  void recomputable(String prefix) {
    recomputable.add(prefix);
  }

  /**
   * Adds an input of the graph. Inputs are added before anything else.
   *
   * @param name its name
   * @param channels its number of channels
   * @return the edge that leaves it
   */
  public Edge input(String name, int channels) {
    return add(name, new NodeContent.Input(channels), channels);
  }

  /**
   * Ends the graph.
   *
   * @param outputs the edges whose values are the outputs
   * @return the description of the network
   */
  public NetworkGraph build(Edge... outputs) {
    List<Integer> nodesOfOutputs =
        Arrays.stream(outputs).map(output -> positions.get(output.node())).toList();
    if (nodesOfOutputs.stream().distinct().count() < outputs.length) {
      throw new IllegalArgumentException("A node is an output twice: " + Arrays.toString(outputs));
    }
    return new NetworkGraph(
        nodes, nodesOfOutputs, new CheckpointLayout(List.copyOf(declared.values())), recomputable);
  }

  /**
   * Applies a unit.
   *
   * @param unit a unit declared in a {@link Scope}
   * @param in the input
   * @return the edge that leaves the node
   */
  public Edge conv(ConvUnit unit, Edge in) {
    if (unit.geometry.in() != in.channels()) {
      throw new IllegalArgumentException(
          unit.convName + " takes " + unit.geometry.in() + " channels; " + in + " has others");
    }
    return add(unit.convName, unit, unit.geometry.out(), in);
  }

  /**
   * Applies a product with a learnt number.
   *
   * @param gate a gate declared in a {@link Scope}
   * @param in the input
   * @return the edge that leaves the node
   */
  public Edge gate(Gate gate, Edge in) {
    return add(gate.parameterName, gate, in.channels(), in);
  }

  /**
   * Adds a sum.
   *
   * @param in inputs of one shape
   * @return the edge that leaves the node
   */
  public Edge sum(Edge... in) {
    return op("sum", new Sum(false), in[0].channels(), in);
  }

  /**
   * Adds a sum followed by ReLU.
   *
   * @param in inputs of one shape
   * @return the edge that leaves the node
   */
  public Edge sumThenRelu(Edge... in) {
    return op("sum-relu", new Sum(true), in[0].channels(), in);
  }

  /**
   * Adds a mean.
   *
   * @param in inputs of one shape
   * @return the edge that leaves the node
   */
  public Edge mean(Edge... in) {
    return op("mean", new Mean(), in[0].channels(), in);
  }

  /**
   * Joins along the channels.
   *
   * @param in inputs that agree in N, H and W
   * @return the edge that leaves the node
   */
  public Edge concat(Edge... in) {
    return op("concat", new Concat(), Arrays.stream(in).mapToInt(Edge::channels).sum(), in);
  }

  /**
   * Adds a copy of consecutive channels.
   *
   * @param in the input
   * @param from the first channel
   * @param channels how many
   * @return the edge that leaves the node
   */
  public Edge slice(Edge in, int from, int channels) {
    return op("slice", new ChannelSlice(from, channels), channels, in);
  }

  /**
   * Adds a pooling.
   *
   * @param pool the window
   * @param in the input
   * @return the edge that leaves the node
   */
  public Edge pool(PoolWindow pool, Edge in) {
    return op("pool", new Pool(pool), in.channels(), in);
  }

  /**
   * Adds a bilinear resize.
   *
   * @param in the input
   * @param like an edge with the height and width of the result
   * @param corners how positions map
   * @return the edge that leaves the node
   */
  public Edge resize(Edge in, Edge like, Corners corners) {
    return op("resize", new Resize(corners), in.channels(), in, like);
  }

  /**
   * Adds an {@link Attention} over all positions.
   *
   * @param a the queries
   * @param b the keys
   * @param c the values
   * @return the edge that leaves the node
   */
  public Edge attention(Edge a, Edge b, Edge c) {
    return op("attention", new Attention(), c.channels(), a, b, c);
  }

  /**
   * Adds an {@link AxialAttention}.
   *
   * @param axis the length of the rows
   * @param q the queries
   * @param k the keys
   * @param v the values
   * @return the edge that leaves the node
   */
  public Edge axialAttention(AxialAttention.Axis axis, Edge q, Edge k, Edge v) {
    return op("axial-attention", new AxialAttention(axis), v.channels(), q, k, v);
  }

  private Edge op(String kind, GraphOp op, int channels, Edge... in) {
    return add(String.format(Locale.ROOT, "%s-%03d", kind, ++operations), op, channels, in);
  }

  private Edge add(String name, NodeContent content, int channels, Edge... in) {
    for (ParameterSpec tensor : content.parameters()) {
      if (!declared.containsKey(tensor.checkpointName())) {
        throw new IllegalArgumentException(
            "The tensor " + tensor.checkpointName() + " is not declared in a scope");
      }
    }
    if (positions.putIfAbsent(name, nodes.size()) != null) {
      throw new IllegalArgumentException("The layer " + name + " is applied twice");
    }
    List<Integer> inputs = Arrays.stream(in).map(edge -> positions.get(edge.node())).toList();
    nodes.add(new NetworkNode(name, inputs, content));
    return new Edge(name, channels);
  }
}
