package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.HostAttention;

/** How large the kernels' grow-only working arrays become: the largest that any node asks for. */
public final class ScratchEstimate {

  private ScratchEstimate() {}

  public static long bytes(NetworkPlan plan, List<long[]> shapes, boolean training) {
    long convolution = 0;
    long attention = 0;
    for (int i = 0; i < shapes.size(); i++) {
      NetworkNode node = plan.nodes().get(i);
      if (node.content() instanceof ConvUnit unit) {
        long[] in = shapes.get(node.inputs().get(0));
        convolution = Math.max(convolution, convolution(unit.geometry, in, training));
      } else if (node.content() instanceof Attention) {
        attention = Math.max(attention, attention(shapes.get(i), training));
      }
    }
    return (convolution + attention) * Float.BYTES;
  }

  /** The copy of the weights, or of the output's gradient by positions; one band a thread. */
  private static long convolution(ConvGeometry g, long[] in, boolean training) {
    long weights = (long) g.in() * g.out() * g.kernelHeight() * g.kernelWidth();
    long[] out = g.outputShape(in);
    long gradient = training ? out[0] * out[1] * out[2] * (out[3] + g.padWidth()) : 0;
    return Math.max(weights, gradient);
  }

  /** Each input by channel and by position; in training also the output's gradient, and sums. */
  private static long attention(long[] shape, boolean training) {
    long size = shape[0] * shape[1] * shape[2] * shape[3];
    long shares = HostAttention.shares((int) (shape[2] * shape[3]));
    return training ? (8 + 2 * shares) * size : 6 * size;
  }
}
