package org.bis5k.model;

import java.util.List;
import java.util.stream.IntStream;
import org.bis5k.model.graph.NetworkNode;
import org.bis5k.model.graph.Sum;
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
    List<NetworkNode> nodes = net.pass().plan().nodes();
    int node = 0;
    while (!nodes.get(node).name().equals(unit)) {
      node++;
    }
    INDArray output = net.pass().activation(afterSum ? sumOf(nodes, node) : node);
    return output.reshape(output.length()).getFloat(index);
  }

  private static int sumOf(List<NetworkNode> nodes, int unit) {
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).content() instanceof Sum)
        .filter(i -> nodes.get(i).inputs().contains(unit))
        .findFirst()
        .orElseThrow();
  }
}
