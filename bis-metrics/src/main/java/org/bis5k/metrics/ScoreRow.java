package org.bis5k.metrics;

import java.util.Objects;
import org.bis5k.data.Size;

/**
 * The scores of one image without its curves: small enough to keep for every image of a data set.
 *
 * @param name the image's name without folder and extension
 * @param size height and width in pixels
 * @param truth whether the ground truth is empty, full or neither
 * @param scores the values
 */
public record ScoreRow(String name, Size size, TruthKind truth, Scores scores) {

  /**
   * Checks the parts.
   *
   * @param name the image's name
   * @param size height and width in pixels
   * @param truth the kind of its ground truth
   * @param scores the values
   * @throws NullPointerException if a part is missing
   */
  public ScoreRow {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(truth, "truth");
    Objects.requireNonNull(scores, "scores");
  }
}
