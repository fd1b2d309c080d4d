package org.bis5k.model.graph;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/** The error for a pass that ran out of memory: where, and what would fit. */
final class MemoryShortage {

  private MemoryShortage() {}

  /** The error for a node, with the inputs it had. */
  static InvalidInputException in(
      GraphVertex vertex, boolean backward, OutOfMemoryError failure, String advice) {
    String inputs =
        Stream.of(vertex.getInputs())
            .map(input -> input == null ? "none" : Arrays.toString(input.shape()))
            .collect(Collectors.joining(", "));
    return error(
        "in layer %s (%s, inputs %s)"
            .formatted(vertex.getVertexName(), backward ? "backward" : "forward", inputs),
        failure,
        advice);
  }

  /** The error for an array beside the layers. */
  static InvalidInputException of(
      String what, long[] shape, OutOfMemoryError failure, String advice) {
    return error("for %s %s".formatted(what, Arrays.toString(shape)), failure, advice);
  }

  private static InvalidInputException error(
      String where, OutOfMemoryError failure, String advice) {
    return new InvalidInputException(
        "Out of memory %s: %s. %s. The limit is -Dorg.bytedeco.javacpp.maxbytes"
            .formatted(where, failure.getMessage(), advice),
        failure);
  }
}
