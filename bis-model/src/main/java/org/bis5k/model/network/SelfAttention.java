package org.bis5k.model.network;

import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/** Axial self-attention (the reference's {@code self_attn}): gamma x attention + input. */
final class SelfAttention {

  private SelfAttention() {}

  static Edge append(Wiring wiring, String name, Edge x, AxialAttention.Axis axis) {
    String prefix = name.isEmpty() ? "" : name + ".";
    int channels = x.channels();
    int narrow = channels / 8;
    Edge q = wiring.unit(prefix + "query_conv", x, ConvGeometry.square(channels, narrow, 1), false);
    Edge k = wiring.unit(prefix + "key_conv", x, ConvGeometry.square(channels, narrow, 1), false);
    Edge v =
        wiring.unit(prefix + "value_conv", x, ConvGeometry.square(channels, channels, 1), false);
    return wiring.sum(wiring.gate(prefix + "gamma", wiring.axialAttention(axis, q, k, v)), x);
  }

  /** The sum of height and width attention of one tensor, as PAA and the decoders use it. */
  static Edge bothAxes(Wiring wiring, String prefix, Edge x) {
    return wiring.sum(
        append(wiring, prefix + "Hattn", x, AxialAttention.Axis.HEIGHT),
        append(wiring, prefix + "Wattn", x, AxialAttention.Axis.WIDTH));
  }
}
