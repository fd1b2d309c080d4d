package org.bis5k.model.network;

import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.network.SideDecoder.Output;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * BCSNet as a graph: encoder stages, each refined by CCR and TIR before the next one reads it, four
 * context encoders, a chain of five decoders. Input "image" N x 3 x H x W; outputs a0 .. a4, each N
 * x 1 x H x W, in logits; a0 is the prediction.
 */
public final class BcsNetGraph {

  private static final int[] STAGE_CHANNELS = {256, 512, 1024, 2048};

  private BcsNetGraph() {}

  /**
   * The graph of a width.
   *
   * @param options the network's width
   * @return DL4J's configuration of the graph
   */
  public static ComputationGraphConfiguration of(BcsNetOptions options) {
    Wiring wiring = new Wiring();
    Edge image = wiring.input("image", 3);
    Edge[] x = encoder(wiring, image, options);

    int c = options.channels(256);
    Edge x1 = ContextBlock.encoder(wiring, "context1", x[0], c, 2);
    Edge x2 = ContextBlock.encoder(wiring, "context2", x[1], c, 1);
    Edge x3 = ContextBlock.encoder(wiring, "context3", x[2], c, 1);
    Edge x4 = ContextBlock.encoder(wiring, "context4", x[3], c, 1);

    Output d4 = SideDecoder.resizing(wiring, "decoder4", c, x4, x3, x2, x1);
    Output d3 = SideDecoder.resizing(wiring, "decoder3", c, x4, x3, x2, x1, d4.feature());
    Output d2 = SideDecoder.resizing(wiring, "decoder2", c, x4, x3, x2, x1, d3.feature());
    Output d1 = SideDecoder.resizing(wiring, "decoder1", c, x4, x3, x2, x1, d2.feature());
    Output d0 =
        SideDecoder.append(
            wiring, "decoder0", c, d1.feature(), d2.feature(), d3.feature(), d4.feature());

    Output[] decoders = {d0, d1, d2, d3, d4};
    Edge[] outputs = new Edge[decoders.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = wiring.resize(decoders[i].map(), image, Corners.HALF_PIXEL);
    }
    return wiring.build(outputs);
  }

  /** The four refined stages, strides 4, 8, 16 and 16. */
  private static Edge[] encoder(Wiring wiring, Edge image, BcsNetOptions options) {
    Res2Net resnet = new Res2Net(wiring, "resnet", options);
    Edge[] refined = new Edge[STAGE_CHANNELS.length];
    Edge x = resnet.stem(image);
    for (int i = 0; i < refined.length; i++) {
      Edge stage = resnet.stage(i + 1, x);
      int half = options.channels(STAGE_CHANNELS[i]) / 2;
      Edge ccr = CcrBlock.append(wiring, "attention_CCR" + (i + 1), stage, half);
      Edge tir = ContextBlock.tir(wiring, "tir" + (i + 1), stage, half);
      refined[i] = wiring.sum(wiring.concat(ccr, tir), stage);
      x = refined[i];
    }
    return refined;
  }
}
