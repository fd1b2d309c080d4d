package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.PoolWindow;

/**
 * The encoder: Res2Net-50 v1b with base width 26 and scale 4 at output stride 16 (Gao et al.,
 * Res2Net: A New Multi-scale Backbone Architecture, doi:10.1109/TPAMI.2019.2938758). Its stages are
 * appended one by one, because BCSNet refines each stage's output before the next stage reads it.
 */
final class Res2Net {

  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final int[] STRIDES = {1, 2, 2, 1};
  private static final int[] DILATIONS = {1, 1, 1, 2};
  private static final int[] PLANES = {64, 128, 256, 512};

  private final Wiring wiring;
  private final BcsNetOptions options;
  private final String name;

  Res2Net(Wiring wiring, String name, BcsNetOptions options) {
    this.wiring = wiring;
    this.name = name;
    this.options = options;
  }

  /** Image N x 3 x H x W to N x 64 x H/4 x W/4. */
  Edge stem(Edge image) {
    int narrow = options.channels(32);
    int wide = options.channels(64);
    Edge first =
        conv(image, ConvGeometry.square(3, narrow, 3).withStride(2), ".conv1.0", ".conv1.1");
    Edge second = conv(first, ConvGeometry.square(narrow, narrow, 3), ".conv1.3", ".conv1.4");
    Edge third = conv(second, ConvGeometry.square(narrow, wide, 3), ".conv1.6", ".bn1");
    return wiring.pool(PoolWindow.maximum3x3(2), third);
  }

  private Edge conv(Edge in, ConvGeometry geometry, String conv, String norm) {
    return wiring.conv(ConvUnit.of(geometry, name + conv, name + norm, true), in);
  }

  /** Stage 1 to 4; its output has 4 x 64, 128, 256 or 512 channels. */
  Edge stage(int number, Edge in) {
    int planes = options.channels(PLANES[number - 1]);
    int dilation = DILATIONS[number - 1];
    Edge x = in;
    for (int block = 0; block < BLOCKS[number - 1]; block++) {
      String blockName = name + ".layer" + number + "." + block;
      x =
          block == 0
              ? Bottle2neck.stage(wiring, blockName, x, planes, STRIDES[number - 1], dilation)
              : Bottle2neck.normal(wiring, blockName, x, planes, dilation);
    }
    return x;
  }
}
