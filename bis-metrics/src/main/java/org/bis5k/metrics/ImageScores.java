package org.bis5k.metrics;

import java.util.Objects;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * The scores of one image with its curves: those of a data set of this image alone.
 *
 * @param row name, size and values
 * @param curves the seven curves
 * @param profile the conventions under which they were computed
 */
public record ImageScores(ScoreRow row, ThresholdCurves curves, Profile profile) {

  /**
   * Checks the parts.
   *
   * @param row name, size and values
   * @param curves the seven curves
   * @param profile the conventions
   * @throws NullPointerException if a part is missing
   */
  public ImageScores {
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(curves, "curves");
    Objects.requireNonNull(profile, "profile");
  }

  /**
   * Scores one image. To score many, an {@link ImageScorer} keeps its working memory.
   *
   * @param name the image's name
   * @param prediction soft or binary prediction, 0 to 255
   * @param truth ground truth of the same size
   * @param profile the conventions
   * @return the scores
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ImageScores of(String name, GreyImage prediction, Mask truth, Profile profile) {
    return ImageScorer.of(profile).score(name, prediction, truth);
  }

  /**
   * The image's name.
   *
   * @return the name without folder and extension
   */
  public String name() {
    return row.name();
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN where undefined
   */
  public double value(Metric metric) {
    return row.scores().value(metric);
  }
}
