package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * Parallel branches of growing receptive fields: 1x1, then one {@link PaaKernel} for each of 3, 5
 * (and 7), joined, merged by a 3x3 convolution, and added to a projection of the input. With two
 * kernels it is TIR, which refines an encoder stage; with three it is a context encoder.
 */
final class ContextBlock {

  private final Wiring wiring;
  private final ConvUnit plain;
  private final PaaKernel[] kernels;
  private final ConvUnit merge;
  private final ConvUnit shortcut;

  private ContextBlock(Scope scope, int in, int out, int stride, int... kernels) {
    wiring = scope.wiring();
    plain = scope.unit("branch0", ConvGeometry.square(in, out, 1));
    this.kernels = new PaaKernel[kernels.length];
    for (int i = 0; i < kernels.length; i++) {
      this.kernels[i] = new PaaKernel(scope.in("branch" + (i + 1)), in, out, kernels[i]);
    }
    int joined = (kernels.length + 1) * out;
    merge = scope.unit("conv_cat", ConvGeometry.square(joined, out, 3).withStride(stride));
    shortcut = scope.unit("conv_res", ConvGeometry.square(in, out, 1).withStride(stride));
  }

  /** TIR: N x in x H x W to N x out x H x W. */
  static ContextBlock tir(Scope scope, int in, int out) {
    return new ContextBlock(scope.recomputable(), in, out, 1, 3, 5);
  }

  /** A context encoder; stride 2 halves height and width. */
  static ContextBlock encoder(Scope scope, int in, int out, int stride) {
    return new ContextBlock(scope, in, out, stride, 3, 5, 7);
  }

  Edge apply(Edge x) {
    Edge[] branches = new Edge[kernels.length + 1];
    branches[0] = wiring.conv(plain, x);
    for (int i = 0; i < kernels.length; i++) {
      branches[i + 1] = kernels[i].apply(x);
    }
    Edge merged = wiring.conv(merge, wiring.concat(branches));
    return wiring.sumThenRelu(merged, wiring.conv(shortcut, x));
  }
}
