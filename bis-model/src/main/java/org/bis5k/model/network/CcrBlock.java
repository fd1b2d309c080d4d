package org.bis5k.model.network;

import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * CCR, BCSNet's cross-context refinement of an encoder stage: query, key and value attend to each
 * other in rotation over all positions, and the mean of the three contexts joins the input.
 */
final class CcrBlock {

  private final Wiring wiring;
  private final String name;
  private final int in;
  private final int out;

  private CcrBlock(Wiring wiring, String name, int in, int out) {
    this.wiring = wiring;
    this.name = name.isEmpty() ? "" : name + ".";
    this.in = in;
    this.out = out;
  }

  /** N x in x H x W to N x out x H x W. */
  static Edge append(Wiring wiring, String name, Edge x, int out) {
    CcrBlock block = new CcrBlock(wiring, name, x.channels(), out);
    Edge q = block.projection("conv_query", x);
    Edge k = block.projection("conv_key", x);
    Edge v = block.projection("conv_value", x);
    Edge context =
        wiring.mean(
            block.unit("conv_out1r", wiring.attention(q, k, v)),
            block.unit("conv_out1g", wiring.attention(k, v, q)),
            block.unit("conv_out1b", wiring.attention(v, q, k)));
    return block.unit("conv_out3", block.unit("conv_out2", wiring.concat(x, context)));
  }

  private Edge projection(String which, Edge x) {
    return unit(which + ".1", unit(which + ".0", x));
  }

  private Edge unit(String unit, Edge x) {
    return wiring.unit(name + unit, x, ConvGeometry.square(x.channels(), out, 3), true);
  }
}
