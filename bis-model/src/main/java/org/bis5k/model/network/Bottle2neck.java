package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.PoolWindow;

/**
 * Res2Net's block: the channels of a bottleneck in four groups of which each 3x3 convolution sees
 * the result of the one before (class {@code Bottle2neck} of the reference).
 */
final class Bottle2neck {

  private static final int EXPANSION = 4;

  private final Wiring wiring;
  private final String name;
  private final int width;
  private final int dilation;

  private Bottle2neck(Wiring wiring, String name, int planes, int dilation) {
    this.wiring = wiring;
    this.name = name.isEmpty() ? "" : name + ".";
    this.width = planes * 26 / 64;
    this.dilation = dilation;
  }

  /** A block within a stage: every convolution adds what the one before it found. */
  static Edge normal(Wiring wiring, String name, Edge in, int planes, int dilation) {
    Bottle2neck block = new Bottle2neck(wiring, name, planes, dilation);
    Edge x = block.conv(in, ConvGeometry.square(in.channels(), 4 * block.width, 1), "1", true);
    Edge y0 = block.branch(0, block.group(x, 0), 1);
    Edge y1 = block.branch(1, wiring.sum(y0, block.group(x, 1)), 1);
    Edge y2 = block.branch(2, wiring.sum(y1, block.group(x, 2)), 1);
    Edge joined = wiring.concat(y0, y1, y2, block.group(x, 3));
    return block.finish(joined, planes, in);
  }

  /** The first block of a stage: may halve the size, and projects the shortcut. */
  static Edge stage(Wiring wiring, String name, Edge in, int planes, int stride, int dilation) {
    Bottle2neck block = new Bottle2neck(wiring, name, planes, dilation);
    Edge x = block.conv(in, ConvGeometry.square(in.channels(), 4 * block.width, 1), "1", true);
    Edge y0 = block.branch(0, block.group(x, 0), stride);
    Edge y1 = block.branch(1, block.group(x, 1), stride);
    Edge y2 = block.branch(2, block.group(x, 2), stride);
    Edge y3 = wiring.pool(PoolWindow.average3x3(stride), block.group(x, 3));
    Edge pooled = stride == 1 ? in : wiring.pool(PoolWindow.averageCeil(stride), in);
    Edge shortcut =
        wiring.conv(
            ConvUnit.of(
                ConvGeometry.square(in.channels(), EXPANSION * planes, 1),
                block.name + "downsample.1",
                block.name + "downsample.2",
                false),
            pooled);
    return block.finish(wiring.concat(y0, y1, y2, y3), planes, shortcut);
  }

  private Edge finish(Edge joined, int planes, Edge shortcut) {
    ConvGeometry geometry = ConvGeometry.square(4 * width, EXPANSION * planes, 1);
    return wiring.sumThenRelu(conv(joined, geometry, "3", false), shortcut);
  }

  private Edge group(Edge x, int index) {
    return wiring.slice(x, index * width, width);
  }

  private Edge branch(int index, Edge in, int stride) {
    ConvGeometry geometry =
        ConvGeometry.square(width, width, 3).withStride(stride).withDilation(dilation);
    return wiring.conv(
        ConvUnit.of(geometry, name + "convs." + index, name + "bns." + index, true), in);
  }

  private Edge conv(Edge in, ConvGeometry geometry, String number, boolean relu) {
    return wiring.conv(
        ConvUnit.of(geometry, name + "conv" + number, name + "bn" + number, relu), in);
  }
}
