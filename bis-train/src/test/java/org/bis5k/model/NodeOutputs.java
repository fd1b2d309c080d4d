package org.bis5k.model;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What single nodes gave in a forward pass, for tests that must know which side of zero it is. */
public final class NodeOutputs {

  private NodeOutputs() {}

  /**
   * Lets a network keep what it gives.
   *
   * @param net a network before {@link TrainingPass#forward}
   */
  public static void keep(BcsNet net) {
    net.pass().keepAll();
  }

  /**
   * One value of a unit's output, or of the sum that reads it.
   *
   * @param net a network that keeps its outputs, after {@link TrainingPass#forward} and before
   *     {@code backward}
   * @param unit the name of the unit's convolution
   * @param afterSum whether the value is one of the sum behind the unit
   * @param index the value's place in N, C, H, W order
   * @return the value
   */
  public static float value(BcsNet net, String unit, boolean afterSum, long index) {
    ComputationGraph graph = net.graph();
    int vertex = graph.getVertex(unit).getVertexIndex();
    INDArray output = net.pass().activation(afterSum ? sumOf(graph, vertex) : vertex);
    return output.reshape(output.length()).getFloat(index);
  }

  private static int sumOf(ComputationGraph graph, int unit) {
    return Arrays.stream(graph.getVertices())
        .filter(vertex -> vertex.getVertexName().startsWith("sum") && reads(vertex, unit))
        .mapToInt(GraphVertex::getVertexIndex)
        .findFirst()
        .orElseThrow();
  }

  private static boolean reads(GraphVertex vertex, int source) {
    return Arrays.stream(vertex.getInputVertices())
        .anyMatch(input -> input.getVertexIndex() == source);
  }
}
