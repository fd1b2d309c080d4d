package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.model.kernel.ScratchSize;

/** The size of the kernels' working arrays: the largest that any node asks for. */
public final class ScratchEstimate {

  private ScratchEstimate() {}

  /**
   * The working arrays of passes over a graph.
   *
   * @param plan the graph
   * @param shapes the shape of every node's output
   * @param training whether backward passes run
   * @return bytes
   */
  public static long bytes(NetworkPlan plan, List<long[]> shapes, boolean training) {
    long convolution = 0;
    long attention = 0;
    for (int i = 0; i < shapes.size(); i++) {
      NetworkNode node = plan.nodes().get(i);
      if (node.content() instanceof ConvUnit unit) {
        long[] in = shapes.get(node.inputs().get(0));
        convolution = Math.max(convolution, ScratchSize.convolution(unit.geometry, in, training));
      } else if (node.content() instanceof Attention) {
        attention = Math.max(attention, ScratchSize.attention(shapes.get(i), training));
      }
    }
    return (convolution + attention) * Float.BYTES;
  }
}
