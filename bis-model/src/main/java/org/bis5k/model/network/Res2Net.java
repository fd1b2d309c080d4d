package org.bis5k.model.network;

import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.InitialValues;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.PoolWindow;

/**
 * The encoder: Res2Net-50 v1b with base width 26 and scale 4 at output stride 16 (Gao et al.,
 * Res2Net: A New Multi-scale Backbone Architecture, doi:10.1109/TPAMI.2019.2938758). Stages are
 * applied one by one, because BCSNet refines each stage's output before the next stage reads it.
 */
final class Res2Net {

  /** The number of stages. */
  static final int STAGES = 4;

  /** The ratio of the sides of the image and of the last stage's output. */
  static final int STRIDE = 16;

  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final int[] STRIDES = {1, 2, 2, 1};
  private static final int[] DILATIONS = {1, 1, 1, 2};
  private static final int CLASSES = 1000;

  private final Wiring wiring;
  private final int divisor;
  private final ConvUnit[] stem = new ConvUnit[3];
  private final Bottle2neck[][] stages = new Bottle2neck[STAGES][];

  /**
   * Declares the encoder, and the classifier {@code fc} that checkpoints hold.
   *
   * @param divisor divides the channels
   */
  Res2Net(Scope resnet, int divisor) {
    Scope scope = resnet.withInitial(InitialValues.KAIMING_FAN_OUT);
    wiring = scope.wiring();
    this.divisor = divisor;
    int narrow = 32 / divisor;
    int wide = 64 / divisor;
    stem[0] = conv(scope, ConvGeometry.square(3, narrow, 3).withStride(2), "conv1.0", "conv1.1");
    stem[1] = conv(scope, ConvGeometry.square(narrow, narrow, 3), "conv1.3", "conv1.4");
    stem[2] = conv(scope, ConvGeometry.square(narrow, wide, 3), "conv1.6", "bn1");
    int in = wide;
    for (int stage = 1; stage <= STAGES; stage++) {
      stages[stage - 1] = blocks(scope.in("layer" + stage), stage, in);
      in = channels(stage);
    }
    scope.unused("fc.weight", InitialValues.UNIFORM, CLASSES, in);
    scope.unused("fc.bias", InitialValues.UNIFORM, CLASSES);
  }

  private static ConvUnit conv(Scope scope, ConvGeometry geometry, String conv, String norm) {
    return scope.normalize(scope.convolution(conv, geometry), norm).withRelu();
  }

  private Bottle2neck[] blocks(Scope scope, int stage, int in) {
    int planes = channels(stage) / Bottle2neck.EXPANSION;
    int dilation = DILATIONS[stage - 1];
    Bottle2neck[] blocks = new Bottle2neck[BLOCKS[stage - 1]];
    blocks[0] = Bottle2neck.stage(scope.in("0"), in, planes, STRIDES[stage - 1], dilation);
    for (int i = 1; i < blocks.length; i++) {
      blocks[i] = Bottle2neck.normal(scope.in("" + i), planes, dilation);
    }
    return blocks;
  }

  /** The channels of a stage's output: 256, 512, 1024 and 2048 at full width. */
  int channels(int stage) {
    return (128 << stage) / divisor;
  }

  /** Image N x 3 x H x W to N x 64 x H/4 x W/4. */
  Edge stem(Edge image) {
    Edge x = image;
    for (ConvUnit unit : stem) {
      x = wiring.conv(unit, x);
    }
    return wiring.pool(PoolWindow.maximum3x3(2), x);
  }

  /** Stage 1 to 4. */
  Edge stage(int number, Edge in) {
    Edge x = in;
    for (Bottle2neck block : stages[number - 1]) {
      x = block.apply(x);
    }
    return x;
  }
}
