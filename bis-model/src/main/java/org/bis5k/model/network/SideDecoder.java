package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Corners;

/**
 * A decoder: its inputs joined, attention along both axes, three convolutions to the feature it
 * hands on, and one more to its own map of logits, which is supervised.
 */
final class SideDecoder {

  /** The feature (after conv4) and the one-channel map (after conv5). */
  record Output(Edge feature, Edge map) {}

  private SideDecoder() {}

  /** Inputs of one size. */
  static Output append(Wiring wiring, String name, int channels, Edge... inputs) {
    String prefix = name.isEmpty() ? "" : name + ".";
    Edge joined = wiring.concat(inputs);
    Edge narrowed =
        wiring.unit(
            prefix + "conv1", joined, ConvGeometry.square(joined.channels(), channels, 3), false);
    Edge x = SelfAttention.bothAxes(wiring, prefix, narrowed);
    ConvGeometry square = ConvGeometry.square(channels, channels, 3);
    for (int i = 2; i <= 4; i++) {
      x = wiring.unit(prefix + "conv" + i, x, square, false);
    }
    ConvGeometry toMap = ConvGeometry.square(channels, 1, 3);
    Edge map = wiring.conv(ConvUnit.of(toMap, prefix + "conv5.conv", null, false), x);
    return new Output(x, map);
  }

  /** The first two inputs are brought to the size of the third, corner-aligned. */
  static Output resizing(Wiring wiring, String name, int channels, Edge... inputs) {
    Edge[] alike = inputs.clone();
    for (int i = 0; i < 2; i++) {
      alike[i] = wiring.resize(inputs[i], inputs[2], Corners.ALIGNED);
    }
    return append(wiring, name, channels, alike);
  }
}
