package org.bis5k.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The scores of a data set. Curves are averaged over the images first; a mean or maximum over the
 * thresholds is that of the averaged curve, not the average of the images' values. All sums are
 * exact, so that order, threads and shards change no bit. Immutable.
 */
public final class DatasetScores {

  private final Profile profile;
  private final List<ScoreRow> images;
  private final ThresholdCurves curves;
  private final Scores scores;

  private DatasetScores(Profile profile, List<ScoreRow> images, ThresholdCurves curves) {
    this.profile = profile;
    this.images = images;
    this.curves = curves;
    this.scores =
        Scores.of(
            mean(row -> row.scores().value(Metric.SM)),
            mean(row -> row.scores().value(Metric.WFM)),
            mean(row -> row.scores().value(Metric.MAE)),
            curves);
  }

  private double mean(ToDoubleFunction<ScoreRow> value) {
    ExactSum sum = new ExactSum();
    long count = 0;
    for (ScoreRow image : images) {
      double x = value.applyAsDouble(image);
      if (!Double.isNaN(x)) {
        sum.add(x);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum.toDouble() / count;
  }

  /**
   * The scores of images and of their averaged curves.
   *
   * @param profile the conventions of all images
   * @param images the scores of each image, ordered by name
   * @param curves the averaged curves
   * @return the data set's scores
   */
  public static DatasetScores of(Profile profile, List<ScoreRow> images, ThresholdCurves curves) {
    return new DatasetScores(profile, List.copyOf(images), curves);
  }

  /**
   * Scores that are still being collected.
   *
   * @param profile the conventions
   * @return an empty builder
   */
  public static DatasetScoresBuilder builder(Profile profile) {
    return new DatasetScoresBuilder(profile);
  }

  /**
   * The conventions under which all images were scored.
   *
   * @return the profile
   */
  public Profile profile() {
    return profile;
  }

  /**
   * The scores of each image.
   *
   * @return one row per image, ordered by name
   */
  public List<ScoreRow> images() {
    return images;
  }

  /**
   * The images whose ground truth has one class only.
   *
   * @param kind {@link TruthKind#EMPTY} or {@link TruthKind#FULL}
   * @return their names in order
   */
  public List<String> names(TruthKind kind) {
    return images.stream().filter(row -> row.truth() == kind).map(ScoreRow::name).toList();
  }

  /**
   * The number of images that enter a metric's mean.
   *
   * @param metric one of the thirteen
   * @return the images for which it is defined
   */
  public int counted(Metric metric) {
    return (int) images.stream().filter(row -> !Double.isNaN(row.scores().value(metric))).count();
  }

  /**
   * The averaged curves.
   *
   * @return seven curves over 256 thresholds
   */
  public ThresholdCurves curves() {
    return curves;
  }

  /**
   * All values.
   *
   * @return the data set's scores
   */
  public Scores scores() {
    return scores;
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN if it is defined for no image
   */
  public double value(Metric metric) {
    return scores.value(metric);
  }
}
