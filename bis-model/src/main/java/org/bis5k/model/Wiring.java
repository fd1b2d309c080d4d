package org.bis5k.model;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;

/**
 * Builds DL4J's graph so that the code reads like the figure: every method adds one node and
 * returns the edge that leaves it, and blocks pass edges on as variables.
 */
final class Wiring {

  /** The output of a node: its name and its number of channels. */
  record Edge(String node, int channels) {}

  private final GraphBuilder graph;
  private int operations;

  Wiring() {
    graph =
        new NeuralNetConfiguration.Builder()
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
  }

  Edge input(String name, int channels) {
    graph.addInputs(name);
    return new Edge(name, channels);
  }

  ComputationGraphConfiguration build(Edge... outputs) {
    graph.setOutputs(Arrays.stream(outputs).map(Edge::node).toArray(String[]::new));
    return graph.build();
  }

  /** A unit with the names X.conv and X.bn and fan-in weights, as all blocks but the encoder. */
  Edge unit(String name, Edge in, ConvGeometry geometry, boolean relu) {
    return conv(ConvUnit.of(geometry, name + ".conv", name + ".bn", relu), in);
  }

  Edge conv(ConvUnit unit, Edge in) {
    if (unit.geometry.in() != in.channels()) {
      throw new IllegalArgumentException(
          unit.convName + " takes " + unit.geometry.in() + " channels; " + in + " has others");
    }
    graph.addLayer(unit.convName, unit, in.node());
    return new Edge(unit.convName, unit.geometry.out());
  }

  Edge gate(String parameterName, Edge in) {
    graph.addLayer(parameterName, Gate.of(parameterName), in.node());
    return new Edge(parameterName, in.channels());
  }

  Edge sum(Edge... in) {
    return op("sum", new Sum(false), in[0].channels(), in);
  }

  Edge sumThenRelu(Edge... in) {
    return op("sum-relu", new Sum(true), in[0].channels(), in);
  }

  Edge mean(Edge... in) {
    return op("mean", new Mean(), in[0].channels(), in);
  }

  Edge concat(Edge... in) {
    return op("concat", new Concat(), Arrays.stream(in).mapToInt(Edge::channels).sum(), in);
  }

  Edge slice(Edge in, int from, int channels) {
    return op("slice", new ChannelSlice(from, channels), channels, in);
  }

  Edge pool(Pool pool, Edge in) {
    return op("pool", pool, in.channels(), in);
  }

  /** {@code in} at the height and width of {@code like}. */
  Edge resize(Edge in, Edge like, Resize.Corners corners) {
    return op("resize", new Resize(corners), in.channels(), in, like);
  }

  Edge attention(Edge a, Edge b, Edge c) {
    return op("attention", new Attention(), c.channels(), a, b, c);
  }

  Edge axialAttention(AxialAttention.Axis axis, Edge q, Edge k, Edge v) {
    return op("axial-attention", new AxialAttention(axis), v.channels(), q, k, v);
  }

  private Edge op(String kind, GraphOp op, int channels, Edge... in) {
    String name = String.format(java.util.Locale.ROOT, "%s-%03d", kind, ++operations);
    graph.addVertex(
        name, OpVertex.of(op), Arrays.stream(in).map(Edge::node).toArray(String[]::new));
    return new Edge(name, channels);
  }
}
