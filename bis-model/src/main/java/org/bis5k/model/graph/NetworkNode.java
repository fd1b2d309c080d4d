package org.bis5k.model.graph;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * A node of the network's graph as memory sees it.
 *
 * @param name in the graph
 * @param inputs the positions of the nodes it reads, in the list of all
 * @param content a {@link ConvUnit}, a {@link Gate}, a {@link GraphOp}, or null for the image
 */
public record NetworkNode(String name, List<Integer> inputs, Object content) {

  static NetworkNode of(String name, List<Integer> inputs, GraphVertex vertex) {
    if (vertex == null) {
      return new NetworkNode(name, inputs, null);
    }
    if (vertex instanceof OpVertex op) {
      return new NetworkNode(name, inputs, op.op);
    }
    Layer layer = ((LayerVertex) vertex).getLayerConf().getLayer();
    return new NetworkNode(name, inputs, layer);
  }

  /**
   * Whether the node is an input of the graph.
   *
   * @return true if nothing computes its value
   */
  public boolean isInput() {
    return content == null;
  }

  long[] outputShape(long[][] in) {
    if (content instanceof ConvUnit unit) {
      return unit.geometry.outputShape(in[0]);
    }
    return content instanceof GraphOp op ? op.outputShape(in) : in[0].clone();
  }

  /** Whether its backward pass reads the values of its inputs. */
  boolean readsInputs() {
    return content instanceof GraphOp op ? op.readsInputs() : content != null;
  }

  /** Whether its backward pass reads its own output. */
  boolean readsOutput() {
    return content instanceof GraphOp op && op.readsOutput();
  }

  boolean passesGradientTo(int input) {
    return !(content instanceof GraphOp op) || op.passesGradientTo(input);
  }

  /**
   * The size of its parameters and running statistics.
   *
   * @return the number of floats
   */
  public long parameters() {
    return content instanceof ParameterLayer layer
        ? layer.specs().stream().mapToLong(ParameterSpec::length).sum()
        : 0;
  }

  /** Whether it keeps the convolution's result beside its output in training. */
  boolean keepsConvolved() {
    return content instanceof ConvUnit unit && unit.normalized();
  }
}
