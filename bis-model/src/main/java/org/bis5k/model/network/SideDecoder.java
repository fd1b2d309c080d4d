package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Corners;

/**
 * A decoder: its inputs joined, attention along both axes, three convolutions to the feature it
 * hands on, and one more to a supervised map of logits.
 */
final class SideDecoder {

  /** The feature (after conv4), N x C x H x W, and the map (after conv5), N x 1 x H x W. */
  record Output(Edge feature, Edge map) {}

  private final Wiring wiring;
  private final ConvUnit narrow;
  private final ConvUnit[] refine;
  private final ConvUnit toMap;
  private final SelfAttention.BothAxes attention;

  /**
   * Declares a decoder.
   *
   * @param inputs the number of inputs, each of {@code channels} channels
   */
  SideDecoder(Scope scope, int channels, int inputs) {
    wiring = scope.wiring();
    narrow = scope.unit("conv1", ConvGeometry.square(inputs * channels, channels, 3));
    ConvGeometry square = ConvGeometry.square(channels, channels, 3);
    refine =
        new ConvUnit[] {
          scope.unit("conv2", square), scope.unit("conv3", square), scope.unit("conv4", square)
        };
    toMap = scope.convolution("conv5.conv", ConvGeometry.square(channels, 1, 3));
    attention = new SelfAttention.BothAxes(scope, channels);
  }

  /** Decodes inputs of one size. */
  Output apply(Edge... inputs) {
    Edge x = attention.apply(wiring.conv(narrow, wiring.concat(inputs)));
    for (ConvUnit unit : refine) {
      x = wiring.conv(unit, x);
    }
    return new Output(x, wiring.conv(toMap, x));
  }

  /** Resizes the first two inputs to the size of the third, corner-aligned, and decodes. */
  Output applyResizing(Edge... inputs) {
    Edge[] alike = inputs.clone();
    for (int i = 0; i < 2; i++) {
      alike[i] = wiring.resize(inputs[i], inputs[2], Corners.ALIGNED);
    }
    return apply(alike);
  }
}
