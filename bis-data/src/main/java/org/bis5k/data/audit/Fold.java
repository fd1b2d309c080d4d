package org.bis5k.data.audit;

import java.util.List;
import org.bis5k.data.dataset.ImageMaskPair;

/**
 * A data set in two parts: what to train on and what to hold out.
 *
 * @param train the pairs to train on, sorted by stem
 * @param heldOut the other pairs, sorted by stem
 */
public record Fold(List<ImageMaskPair> train, List<ImageMaskPair> heldOut) {

  /**
   * Copies both lists.
   *
   * @param train the pairs to train on
   * @param heldOut the other pairs
   */
  public Fold {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
  }
}
