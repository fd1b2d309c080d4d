package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * PAA, the parallel axial attention branch of UACANet (Kim et al., UACANet: Uncertainty Augmented
 * Context Attention for Polyp Segmentation, doi:10.1145/3474085.3475375): a k x k receptive field
 * from two strips, attention along both axes, and a 3x3 convolution with dilation k. No ReLU. N x
 * in x H x W to N x out x H x W.
 */
final class PaaKernel {

  private final Wiring wiring;
  private final ConvUnit narrow;
  private final ConvUnit row;
  private final ConvUnit column;
  private final ConvUnit merge;
  private final SelfAttention.BothAxes attention;

  PaaKernel(Scope scope, int in, int out, int kernel) {
    wiring = scope.wiring();
    narrow = scope.unit("conv0", ConvGeometry.square(in, out, 1));
    row = scope.unit("conv1", new ConvGeometry(out, out, 1, kernel, 1, 1));
    column = scope.unit("conv2", new ConvGeometry(out, out, kernel, 1, 1, 1));
    merge = scope.unit("conv3", ConvGeometry.square(out, out, 3).withDilation(kernel));
    attention = new SelfAttention.BothAxes(scope, out);
  }

  Edge apply(Edge x) {
    Edge strips = wiring.conv(column, wiring.conv(row, wiring.conv(narrow, x)));
    return wiring.conv(merge, attention.apply(strips));
  }
}
