package org.bis5k.model.graph;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The DL4J configuration of a node that runs a {@link GraphOp}. */
final class OpVertex extends GraphVertex {

  private static final long serialVersionUID = 1L;

  /** Public for the framework's JSON. */
  public GraphOp op;

  /** For the framework's JSON reader. */
  public OpVertex() {}

  static OpVertex of(GraphOp op) {
    OpVertex vertex = new OpVertex();
    vertex.op = op;
    return vertex;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType dataType) {
    return new OpNode(graph, name, index, op, dataType);
  }

  @Override
  public GraphVertex clone() {
    return of(op);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpVertex that && Objects.equals(op, that.op);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(op);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return Integer.MAX_VALUE;
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    throw new UnsupportedOperationException(
        "Sizes are found when data arrives; build the graph without setInputTypes");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return null;
  }
}
