package org.bis5k.model.graph;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/** Turns the end of memory inside a pass into an error that says where, and what to do. */
final class MemoryShortage {

  private MemoryShortage() {}

  static InvalidInputException forward(
      GraphVertex vertex, OutOfMemoryError failure, String advice) {
    return shortage(vertex, "forward", failure, advice);
  }

  static InvalidInputException backward(
      GraphVertex vertex, OutOfMemoryError failure, String advice) {
    return shortage(vertex, "backward", failure, advice);
  }

  private static InvalidInputException shortage(
      GraphVertex vertex, String direction, OutOfMemoryError failure, String advice) {
    String inputs =
        Stream.of(vertex.getInputs())
            .map(input -> input == null ? "none" : Arrays.toString(input.shape()))
            .collect(Collectors.joining(", "));
    return new InvalidInputException(
        "Out of memory in layer "
            + vertex.getVertexName()
            + " ("
            + direction
            + ", inputs "
            + inputs
            + "): "
            + failure.getMessage()
            + ". "
            + advice
            + ". The limit is -Dorg.bytedeco.javacpp.maxbytes",
        failure);
  }
}
