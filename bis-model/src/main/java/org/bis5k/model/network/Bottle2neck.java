package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.PoolWindow;

/**
 * Res2Net's block (class {@code Bottle2neck} of the reference): a bottleneck whose channels form
 * four groups; three pass a 3x3 convolution each. N x in x H x W to N x 4 planes x H/stride x
 * W/stride.
 */
final class Bottle2neck {

  static final int EXPANSION = 4;

  private static final int GROUPS = 4;

  private final Wiring wiring;
  private final int width;
  private final int stride;
  private final ConvUnit narrow;
  private final ConvUnit[] branches = new ConvUnit[GROUPS - 1];
  private final ConvUnit widen;

  /** The projection of the shortcut in the first block of a stage, else null. */
  private final ConvUnit project;

  private Bottle2neck(Scope scope, int in, int planes, int stride, int dilation, boolean projects) {
    wiring = scope.wiring();
    width = planes * 26 / 64;
    this.stride = stride;
    narrow = unit(scope, "1", ConvGeometry.square(in, GROUPS * width, 1)).withRelu();
    ConvGeometry square =
        ConvGeometry.square(width, width, 3).withStride(stride).withDilation(dilation);
    for (int i = 0; i < branches.length; i++) {
      branches[i] = scope.convolution("convs." + i, square);
    }
    for (int i = 0; i < branches.length; i++) {
      branches[i] = scope.normalize(branches[i], "bns." + i).withRelu();
    }
    int out = EXPANSION * planes;
    widen = unit(scope, "3", ConvGeometry.square(GROUPS * width, out, 1));
    project =
        projects
            ? scope.normalize(
                scope.convolution("downsample.1", ConvGeometry.square(in, out, 1)), "downsample.2")
            : null;
  }

  private static ConvUnit unit(Scope scope, String number, ConvGeometry geometry) {
    return scope.normalize(scope.convolution("conv" + number, geometry), "bn" + number);
  }

  /** A block within a stage: each 3x3 convolution also reads the result of the one before. */
  static Bottle2neck normal(Scope scope, int planes, int dilation) {
    return new Bottle2neck(scope.recomputable(), EXPANSION * planes, planes, 1, dilation, false);
  }

  /** The first block of a stage: may halve height and width, and projects the shortcut. */
  static Bottle2neck stage(Scope scope, int in, int planes, int stride, int dilation) {
    return new Bottle2neck(scope.recomputable(), in, planes, stride, dilation, true);
  }

  Edge apply(Edge in) {
    return project == null ? normal(in) : stage(in);
  }

  private Edge normal(Edge in) {
    Edge x = wiring.conv(narrow, in);
    Edge y0 = wiring.conv(branches[0], group(x, 0));
    Edge y1 = wiring.conv(branches[1], wiring.sum(y0, group(x, 1)));
    Edge y2 = wiring.conv(branches[2], wiring.sum(y1, group(x, 2)));
    return finish(wiring.concat(y0, y1, y2, group(x, 3)), in);
  }

  private Edge stage(Edge in) {
    Edge x = wiring.conv(narrow, in);
    Edge y0 = wiring.conv(branches[0], group(x, 0));
    Edge y1 = wiring.conv(branches[1], group(x, 1));
    Edge y2 = wiring.conv(branches[2], group(x, 2));
    Edge y3 = wiring.pool(PoolWindow.average3x3(stride), group(x, 3));
    Edge pooled = stride == 1 ? in : wiring.pool(PoolWindow.averageCeil(stride), in);
    Edge shortcut = wiring.conv(project, pooled);
    return finish(wiring.concat(y0, y1, y2, y3), shortcut);
  }

  private Edge finish(Edge joined, Edge shortcut) {
    return wiring.sumThenRelu(wiring.conv(widen, joined), shortcut);
  }

  private Edge group(Edge x, int index) {
    return wiring.slice(x, index * width, width);
  }
}
