package org.bis5k.model.engine;

import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;

/** A network computed by the graph of {@link BcsNet} on ND4J. */
final class Dl4jSegmenter implements Segmenter {

  private final BcsNet network;
  private final boolean owned;
  private final String reason;

  private Dl4jSegmenter(BcsNet network, boolean owned, String reason) {
    this.network = network;
    this.owned = owned;
    this.reason = reason;
  }

  static Dl4jSegmenter borrowing(BcsNet network) {
    return new Dl4jSegmenter(network, false, "the network is in memory");
  }

  static Dl4jSegmenter owning(BcsNet network, String reason) {
    return new Dl4jSegmenter(network, true, reason);
  }

  @Override
  public float[] logits(float[] images, int count, Size size) {
    return network.logits(images, count, size).prediction();
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
