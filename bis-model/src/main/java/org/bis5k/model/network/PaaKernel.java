package org.bis5k.model.network;

import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * PAA, the parallel axial attention branch of UACANet (Kim et al., UACANet: Uncertainty Augmented
 * Context Attention for Polyp Segmentation, doi:10.1145/3474085.3475375): a k x k receptive field
 * from two strips, attention along both axes, and a 3x3 convolution dilated by k. No ReLU.
 */
final class PaaKernel {

  private PaaKernel() {}

  static Edge append(Wiring wiring, String name, Edge x, int out, int kernel) {
    String prefix = name.isEmpty() ? "" : name + ".";
    Edge narrowed =
        wiring.unit(prefix + "conv0", x, ConvGeometry.square(x.channels(), out, 1), false);
    Edge row =
        wiring.unit(prefix + "conv1", narrowed, new ConvGeometry(out, out, 1, kernel, 1, 1), false);
    Edge column =
        wiring.unit(prefix + "conv2", row, new ConvGeometry(out, out, kernel, 1, 1, 1), false);
    Edge attended = SelfAttention.bothAxes(wiring, prefix, column);
    return wiring.unit(
        prefix + "conv3", attended, ConvGeometry.square(out, out, 3).withDilation(kernel), false);
  }
}
