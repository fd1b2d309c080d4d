package org.bis5k.metrics;

import org.bis5k.data.Size;

/**
 * The scores of one image, without its curves.
 *
 * @param name the image's name without folder and extension
 * @param size height and width in pixels
 * @param truth whether the ground truth is empty, full or neither
 * @param scores the values
 */
public record ImageScores(String name, Size size, TruthKind truth, Scores scores) {

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN where undefined
   */
  public double value(Metric metric) {
    return scores.value(metric);
  }
}
