package org.bis5k.metrics;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/**
 * All that scoring keeps of one image: its scores, its curves, and the pixel counts from which the
 * curves follow. A {@link DatasetScoresBuilder} averages measurements. Immutable.
 */
public final class ImageMeasurement {

  private final Profile profile;
  private final ImageScores scores;
  private final ThresholdCounts counts;
  private final ThresholdCurves curves;

  private ImageMeasurement(
      Profile profile, ImageScores scores, ThresholdCounts counts, ThresholdCurves curves) {
    this.profile = profile;
    this.scores = scores;
    this.counts = counts;
    this.curves = curves;
  }

  /**
   * Measures one image. An {@link ImageScorer} measures many with the same working memory.
   *
   * @param name the image's name
   * @param prediction soft or binary prediction, 0 to 255
   * @param truth ground truth of the same size
   * @param profile the conventions
   * @return the measurement
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ImageMeasurement of(
      String name, GreyImage prediction, Mask truth, Profile profile) {
    return ImageScorer.of(profile).measure(name, prediction, truth);
  }

  /**
   * The measurement of an image that was scored before.
   *
   * @param profile the conventions under which it was scored
   * @param name the image's name
   * @param size height and width in pixels
   * @param structure the structure measure
   * @param weightedF the weighted F-measure; NaN where undefined
   * @param error the mean absolute error
   * @param counts the pixels by class and threshold
   * @return the measurement, equal to the last bit
   */
  public static ImageMeasurement restore(
      Profile profile,
      String name,
      Size size,
      double structure,
      double weightedF,
      double error,
      ThresholdCounts counts) {
    ThresholdCurves curves = counts.curves(profile.conventions());
    Scores scores = Scores.of(structure, weightedF, error, curves);
    return new ImageMeasurement(
        profile, new ImageScores(name, size, counts.truth(), scores), counts, curves);
  }

  /**
   * The conventions under which the image was scored.
   *
   * @return the profile
   */
  public Profile profile() {
    return profile;
  }

  /**
   * The image's name, size and values.
   *
   * @return the scores
   */
  public ImageScores scores() {
    return scores;
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN where undefined
   */
  public double value(Metric metric) {
    return scores.value(metric);
  }

  /**
   * The image's curves.
   *
   * @return seven curves over 256 thresholds
   */
  public ThresholdCurves curves() {
    return curves;
  }

  /**
   * The pixels by class and threshold, from which the curves follow.
   *
   * @return the counts
   */
  public ThresholdCounts counts() {
    return counts;
  }

  /** The profile and the scores. */
  @Override
  public String toString() {
    return "ImageMeasurement[profile=" + profile.label() + ", " + scores + "]";
  }
}
