package org.bis5k.model.network;

import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.network.SideDecoder.Output;

/**
 * BCSNet as a graph: encoder stages, each refined by CCR and TIR before the next one reads it, four
 * context encoders, a chain of five decoders. Input "image" N x 3 x H x W; outputs a0 .. a4, each N
 * x 1 x H x W, in logits; a0 is the prediction. The constructor declares the modules in the order
 * of the released checkpoints, {@link #apply} connects them.
 */
public final class BcsNetGraph {

  /** Height and width must be multiples of this, the encoder's output stride. */
  public static final int STRIDE = Res2Net.STRIDE;

  /** The number of outputs: the prediction and four more supervised maps. */
  public static final int OUTPUTS = 5;

  private final Wiring wiring = new Wiring();
  private final Res2Net resnet;
  private final ContextBlock[] context = new ContextBlock[Res2Net.STAGES];
  private final SideDecoder[] decoders = new SideDecoder[OUTPUTS];
  private final CcrBlock[] ccr = new CcrBlock[Res2Net.STAGES];
  private final ContextBlock[] tir = new ContextBlock[Res2Net.STAGES];

  private BcsNetGraph(BcsNetOptions options) {
    Scope scope = wiring.scope();
    int c = options.channels(256);
    resnet = new Res2Net(scope.in("resnet"), options.widthDivisor());
    for (int i = 0; i < context.length; i++) {
      int in = resnet.channels(i + 1);
      context[i] = ContextBlock.encoder(scope.in("context" + (i + 1)), in, c, i == 0 ? 2 : 1);
    }
    new SideDecoder(scope.in("decoder"), c, 3); // in checkpoints, never applied
    for (int i = decoders.length - 1; i >= 0; i--) {
      decoders[i] = new SideDecoder(scope.in("decoder" + i), c, i == 4 || i == 0 ? 4 : 5);
    }
    for (int i = 0; i < ccr.length; i++) {
      int in = resnet.channels(i + 1);
      ccr[i] = new CcrBlock(scope.in("attention_CCR" + (i + 1)), in, in / 2);
      tir[i] = ContextBlock.tir(scope.in("tir" + (i + 1)), in, in / 2);
    }
  }

  /**
   * The network of a width.
   *
   * @param options the network's width
   * @return the description of the network
   */
  public static NetworkGraph of(BcsNetOptions options) {
    return new BcsNetGraph(options).apply();
  }

  private NetworkGraph apply() {
    Edge image = wiring.input("image", 3);
    Edge[] x = encode(image);
    for (int i = 0; i < x.length; i++) {
      x[i] = context[i].apply(x[i]);
    }
    Output d4 = decoders[4].applyResizing(x[3], x[2], x[1], x[0]);
    Output d3 = decoders[3].applyResizing(x[3], x[2], x[1], x[0], d4.feature());
    Output d2 = decoders[2].applyResizing(x[3], x[2], x[1], x[0], d3.feature());
    Output d1 = decoders[1].applyResizing(x[3], x[2], x[1], x[0], d2.feature());
    Output d0 = decoders[0].apply(d1.feature(), d2.feature(), d3.feature(), d4.feature());

    Output[] decoded = {d0, d1, d2, d3, d4};
    Edge[] outputs = new Edge[OUTPUTS];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = wiring.resize(decoded[i].map(), image, Corners.HALF_PIXEL);
    }
    return wiring.build(outputs);
  }

  /** The four refined stages, strides 4, 8, 16 and 16. */
  private Edge[] encode(Edge image) {
    Edge[] refined = new Edge[Res2Net.STAGES];
    Edge x = resnet.stem(image);
    for (int i = 0; i < refined.length; i++) {
      Edge stage = resnet.stage(i + 1, x);
      Edge rotated = ccr[i].apply(stage);
      Edge local = tir[i].apply(stage);
      refined[i] = wiring.sum(wiring.concat(rotated, local), stage);
      x = refined[i];
    }
    return refined;
  }
}
