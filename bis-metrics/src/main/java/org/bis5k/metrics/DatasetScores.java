package org.bis5k.metrics;

import java.util.List;

/**
 * The scores of a data set. Sm, wFm and mae are means over images. Curves are averaged over images
 * first; a mean or maximum over thresholds is that of the averaged curve and not the average of the
 * images' values. All sums are exact, so order, threads and shards change no bit. Immutable.
 */
public final class DatasetScores {

  private final Profile profile;
  private final List<ImageScores> images;
  private final ThresholdCurves curves;
  private final Scores scores;

  private DatasetScores(Profile profile, List<ImageScores> images, ThresholdCurves curves) {
    this.profile = profile;
    this.images = images;
    this.curves = curves;
    this.scores = Scores.of(mean(Metric.SM), mean(Metric.WFM), mean(Metric.MAE), curves);
  }

  private double mean(Metric metric) {
    ExactSum sum = new ExactSum();
    long count = 0;
    for (ImageScores image : images) {
      double value = image.value(metric);
      if (!Double.isNaN(value)) {
        sum.add(value);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum.toDouble() / count;
  }

  /**
   * The scores of given images.
   *
   * @param profile the conventions of all images
   * @param images the scores of each image, ordered by name
   * @param curves their averaged curves
   * @return the data set's scores
   */
  public static DatasetScores of(
      Profile profile, List<ImageScores> images, ThresholdCurves curves) {
    return new DatasetScores(profile, List.copyOf(images), curves);
  }

  /**
   * A builder that collects images.
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
   * @return one entry per image, ordered by name
   */
  public List<ImageScores> images() {
    return images;
  }

  /**
   * The images whose ground truth is of a kind.
   *
   * @param kind {@link TruthKind#EMPTY} or {@link TruthKind#FULL}
   * @return their names in order
   */
  public List<String> names(TruthKind kind) {
    return images.stream().filter(image -> image.truth() == kind).map(ImageScores::name).toList();
  }

  /**
   * The number of images that enter a metric's mean.
   *
   * @param metric one of the thirteen
   * @return the number of images that define it
   */
  public int counted(Metric metric) {
    return (int) images.stream().filter(image -> !Double.isNaN(image.value(metric))).count();
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
   * The values of the data set.
   *
   * @return means over images, and means and maxima of the averaged curves
   */
  public Scores scores() {
    return scores;
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value; NaN if no image defines it
   */
  public double value(Metric metric) {
    return scores.value(metric);
  }

  /** The profile, the number of images and the values. */
  @Override
  public String toString() {
    return "DatasetScores[profile=%s, images=%s, %s]"
        .formatted(profile.label(), images.size(), scores);
  }
}
