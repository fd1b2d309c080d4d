package org.bis5k.model.network;

import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Gate;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * Axial self-attention ({@code self_attn} in the reference): gamma x attention + input. Input and
 * output N x C x H x W.
 */
final class SelfAttention {

  private final Wiring wiring;
  private final Gate gamma;
  private final ConvUnit query;
  private final ConvUnit key;
  private final ConvUnit value;

  SelfAttention(Scope scope, int channels) {
    wiring = scope.wiring();
    gamma = scope.gate("gamma");
    query = scope.unit("query_conv", ConvGeometry.square(channels, channels / 8, 1));
    key = scope.unit("key_conv", ConvGeometry.square(channels, channels / 8, 1));
    value = scope.unit("value_conv", ConvGeometry.square(channels, channels, 1));
  }

  Edge apply(Edge x, AxialAttention.Axis axis) {
    Edge q = wiring.conv(query, x);
    Edge k = wiring.conv(key, x);
    Edge v = wiring.conv(value, x);
    return wiring.sum(wiring.gate(gamma, wiring.axialAttention(axis, q, k, v)), x);
  }

  /** The sum of the attentions along height and width of one tensor. */
  static final class BothAxes {

    private final Wiring wiring;
    private final SelfAttention height;
    private final SelfAttention width;

    BothAxes(Scope scope, int channels) {
      wiring = scope.wiring();
      height = new SelfAttention(scope.in("Hattn"), channels);
      width = new SelfAttention(scope.in("Wattn"), channels);
    }

    Edge apply(Edge x) {
      return wiring.sum(
          height.apply(x, AxialAttention.Axis.HEIGHT), width.apply(x, AxialAttention.Axis.WIDTH));
    }
  }
}
