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

  /** The output of a node: its name and its number of channels. */
  public record Edge(String node, int channels) {}

  private final GraphBuilder graph;
  private int operations;

  public Wiring() {
    graph =
        new NeuralNetConfiguration.Builder()
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
  }

  public Edge input(String name, int channels) {
    graph.addInputs(name);
    return new Edge(name, channels);
  }

  public ComputationGraphConfiguration build(Edge... outputs) {
    graph.setOutputs(Arrays.stream(outputs).map(Edge::node).toArray(String[]::new));
    return graph.build();
  }

  /** A unit with the names X.conv and X.bn and fan-in weights, as all blocks but the encoder. */
  public Edge unit(String name, Edge in, ConvGeometry geometry, boolean relu) {
    return conv(ConvUnit.of(geometry, name + ".conv", name + ".bn", relu), in);
  }

  public Edge conv(ConvUnit unit, Edge in) {
    if (unit.geometry.in() != in.channels()) {
      throw new IllegalArgumentException(
          unit.convName + " takes " + unit.geometry.in() + " channels; " + in + " has others");
    }
    graph.addLayer(unit.convName, unit, in.node());
    return new Edge(unit.convName, unit.geometry.out());
  }

  public Edge gate(String parameterName, Edge in) {
    graph.addLayer(parameterName, Gate.of(parameterName), in.node());
    return new Edge(parameterName, in.channels());
  }

  public Edge sum(Edge... in) {
    return op("sum", new Sum(false), in[0].channels(), in);
  }

  public Edge sumThenRelu(Edge... in) {
    return op("sum-relu", new Sum(true), in[0].channels(), in);
  }

  public Edge mean(Edge... in) {
    return op("mean", new Mean(), in[0].channels(), in);
  }

  public Edge concat(Edge... in) {
    return op("concat", new Concat(), Arrays.stream(in).mapToInt(Edge::channels).sum(), in);
  }

  public Edge slice(Edge in, int from, int channels) {
    return op("slice", new ChannelSlice(from, channels), channels, in);
  }

  public Edge pool(PoolWindow pool, Edge in) {
    return op("pool", new Pool(pool), in.channels(), in);
  }

  /** {@code in} at the height and width of {@code like}. */
  public Edge resize(Edge in, Edge like, Corners corners) {
    return op("resize", new Resize(corners), in.channels(), in, like);
  }

  public Edge attention(Edge a, Edge b, Edge c) {
    return op("attention", new Attention(), c.channels(), a, b, c);
  }

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
