package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.model.kernel.ScratchSize;

/**
 * The memory that the passes of a network use, beside its parameters.
 *
 * @param activations bytes of activations and their gradients
 * @param scratch bytes of the kernels' working arrays, the largest that any node asks for
 */
public record PassFootprint(long activations, long scratch) {

  /**
   * The memory after an inference pass or a training step, computed without running it.
   *
   * @param plan the network
   * @param mode what runs
   * @param image the shape of the network's inputs: N, C, H, W
   * @return the memory
   */
  public static PassFootprint of(NetworkPlan plan, PassMode mode, long... image) {
    List<long[]> shapes = plan.shapes(image);
    return new PassFootprint(
        MemoryReplay.bytes(plan, shapes, mode), scratch(plan, shapes, mode != PassMode.INFERENCE));
  }

  private static long scratch(NetworkPlan plan, List<long[]> shapes, boolean training) {
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
