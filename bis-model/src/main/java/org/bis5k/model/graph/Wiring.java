package org.bis5k.model.graph;

import java.util.Arrays;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.kernel.PoolWindow;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;

/**
 * Builds DL4J's graph so that the code reads like the figure: every method adds one node and
 * returns the edge that leaves it, and blocks pass edges on as variables.
 */
public final class Wiring {

  /**
   * The output of a node.
   *
   * @param node the node's name
   * @param channels its number of channels
   */
  public record Edge(String node, int channels) {}

  private final GraphBuilder graph;
  private int operations;

  /** An empty graph. */
  public Wiring() {
    graph =
        new NeuralNetConfiguration.Builder()
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
  }

  /**
   * Adds an input of the graph.
   *
   * @param name its name
   * @param channels its number of channels
   * @return the edge that leaves it
   */
  public Edge input(String name, int channels) {
    graph.addInputs(name);
    return new Edge(name, channels);
  }

  /**
   * Ends the graph.
   *
   * @param outputs the edges whose values are the outputs
   * @return DL4J's configuration of the graph
   */
  public ComputationGraphConfiguration build(Edge... outputs) {
    graph.setOutputs(Arrays.stream(outputs).map(Edge::node).toArray(String[]::new));
    return graph.build();
  }

  /**
   * Adds a unit with parameters {@code NAME.conv.*} and {@code NAME.bn.*}.
   *
   * @param name the prefix in a checkpoint
   * @param in the input
   * @param geometry the convolution, whose input channels are those of the input
   * @param relu whether ReLU follows
   * @return the edge that leaves the node
   */
  public Edge unit(String name, Edge in, ConvGeometry geometry, boolean relu) {
    return conv(ConvUnit.of(geometry, name + ".conv", name + ".bn", relu), in);
  }

  /**
   * Adds a unit.
   *
   * @param unit the unit
   * @param in the input
   * @return the edge that leaves the node
   */
  public Edge conv(ConvUnit unit, Edge in) {
    if (unit.geometry.in() != in.channels()) {
      throw new IllegalArgumentException(
          unit.convName + " takes " + unit.geometry.in() + " channels; " + in + " has others");
    }
    graph.addLayer(unit.convName, unit, in.node());
    return new Edge(unit.convName, unit.geometry.out());
  }

  /**
   * Adds a product with a learnt number.
   *
   * @param parameterName the number's name in a checkpoint
   * @param in the input
   * @return the edge that leaves the node
   */
  public Edge gate(String parameterName, Edge in) {
    graph.addLayer(parameterName, Gate.of(parameterName), in.node());
    return new Edge(parameterName, in.channels());
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
    String name = String.format(java.util.Locale.ROOT, "%s-%03d", kind, ++operations);
    graph.addVertex(
        name, OpVertex.of(op), Arrays.stream(in).map(Edge::node).toArray(String[]::new));
    return new Edge(name, channels);
  }
}
