package org.bis5k.model.engine;

import java.nio.file.Path;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;

/** A network computed by the graph of {@link BcsNet} on ND4J. */
final class Dl4jSegmenter implements Segmenter {

  private final BcsNet network;
  private final boolean owned;
  private final String reason;
  private final OutputCheck check;

  private Dl4jSegmenter(BcsNet network, boolean owned, String source, String reason) {
    this.network = network;
    this.owned = owned;
    this.reason = reason;
    this.check = new OutputCheck(source, OnnxExport.output(0));
  }

  static Dl4jSegmenter borrowing(BcsNet network) {
    return new Dl4jSegmenter(network, false, "The network in memory", "the network is in memory");
  }

  static Dl4jSegmenter owning(BcsNet network, Path source, String reason) {
    return new Dl4jSegmenter(network, true, source.toString(), reason);
  }

  @Override
  public float[] logits(float[] images, int count, Size size) {
    float[] logits = network.logits(images, count, size)[0];
    if (logits.length != count * size.pixels()) {
      throw new IllegalStateException(
          "The graph gave %d logits for %d images of %s".formatted(logits.length, count, size));
    }
    return check.requireFinite(logits, size);
  }

  @Override
  public String engine() {
    return "dl4j (" + BcsNet.backend() + "; " + reason + ")";
  }

  @Override
  public void close() {
    if (owned) {
      network.close();
    }
  }
}
