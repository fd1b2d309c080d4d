package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * CCR, BCSNet's cross-context refinement of an encoder stage: query, key and value attend to each
 * other in rotation over all positions, and the mean of the three contexts joins the input. N x in
 * x H x W to N x out x H x W.
 */
final class CcrBlock {

  private final Scope scope;
  private final Wiring wiring;
  private final int out;
  private final ConvUnit[] query;
  private final ConvUnit[] key;
  private final ConvUnit[] value;
  private final ConvUnit first;
  private final ConvUnit second;
  private final ConvUnit third;
  private final ConvUnit join;
  private final ConvUnit last;

  CcrBlock(Scope scope, int in, int out) {
    this.scope = scope.recomputable();
    this.wiring = scope.wiring();
    this.out = out;
    query = projection("conv_query", in);
    key = projection("conv_key", in);
    value = projection("conv_value", in);
    first = unit("conv_out1r", out);
    second = unit("conv_out1g", out);
    third = unit("conv_out1b", out);
    join = unit("conv_out2", in + out);
    last = unit("conv_out3", out);
  }

  private ConvUnit[] projection(String name, int in) {
    return new ConvUnit[] {unit(name + ".0", in), unit(name + ".1", out)};
  }

  private ConvUnit unit(String name, int in) {
    return scope.unit(name, ConvGeometry.square(in, out, 3)).withRelu();
  }

  Edge apply(Edge x) {
    Edge q = project(query, x);
    Edge k = project(key, x);
    Edge v = project(value, x);
    Edge context =
        wiring.mean(
            wiring.conv(first, wiring.attention(q, k, v)),
            wiring.conv(second, wiring.attention(k, v, q)),
            wiring.conv(third, wiring.attention(v, q, k)));
    return wiring.conv(last, wiring.conv(join, wiring.concat(x, context)));
  }

  private Edge project(ConvUnit[] units, Edge x) {
    return wiring.conv(units[1], wiring.conv(units[0], x));
  }
}
