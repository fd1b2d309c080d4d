package org.bis5k.model.network;

import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * Parallel branches of growing reach: 1x1, then one {@link PaaKernel} for each of 3, 5 (and 7),
 * joined, merged by a 3x3 convolution, and added to a projection of the input. With two kernels it
 * is TIR, which refines an encoder stage; with three a context encoder.
 */
final class ContextBlock {

  private ContextBlock() {}

  /** TIR: N x in x H x W to N x out x H x W. */
  static Edge tir(Wiring wiring, String name, Edge x, int out) {
    return append(wiring, name, x, out, 1, 3, 5);
  }

  /** A context encoder; stride 2 halves the size. */
  static Edge encoder(Wiring wiring, String name, Edge x, int out, int stride) {
    return append(wiring, name, x, out, stride, 3, 5, 7);
  }

  private static Edge append(
      Wiring wiring, String name, Edge x, int out, int stride, int... kernels) {
    String prefix = name.isEmpty() ? "" : name + ".";
    Edge[] branches = new Edge[kernels.length + 1];
    branches[0] =
        wiring.unit(prefix + "branch0", x, ConvGeometry.square(x.channels(), out, 1), false);
    for (int i = 0; i < kernels.length; i++) {
      branches[i + 1] = PaaKernel.append(wiring, prefix + "branch" + (i + 1), x, out, kernels[i]);
    }
    Edge joined = wiring.concat(branches);
    Edge merged =
        wiring.unit(
            prefix + "conv_cat",
            joined,
            ConvGeometry.square(joined.channels(), out, 3).withStride(stride),
            false);
    Edge shortcut =
        wiring.unit(
            prefix + "conv_res",
            x,
            ConvGeometry.square(x.channels(), out, 1).withStride(stride),
            false);
    return wiring.sumThenRelu(merged, shortcut);
  }
}
