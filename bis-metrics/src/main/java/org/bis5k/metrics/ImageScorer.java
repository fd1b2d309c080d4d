package org.bis5k.metrics;

import java.util.Objects;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * Scores images one after another in time linear in their pixels, keeping its working memory (about
 * five bytes per pixel of the largest image) between them. Not safe for use by several threads:
 * give each its own.
 */
public final class ImageScorer {

  private final Profile profile;
  private final PixelStatistics statistics = new PixelStatistics();
  private final WeightedFMeasure weightedF = new WeightedFMeasure();

  private ImageScorer(Profile profile) {
    this.profile = Objects.requireNonNull(profile, "profile");
  }

  /**
   * A scorer.
   *
   * @param profile the conventions
   * @return a new scorer
   */
  public static ImageScorer of(Profile profile) {
    return new ImageScorer(profile);
  }

  /**
   * The conventions of this scorer.
   *
   * @return its profile
   */
  public Profile profile() {
    return profile;
  }

  /**
   * Scores one image.
   *
   * @param name the image's name
   * @param prediction soft or binary prediction, 0 to 255; read as level / 255, or stretched if the
   *     profile says so
   * @param truth ground truth of the same size
   * @return the scores
   * @throws IllegalArgumentException if the sizes differ
   */
  public ImageScores score(String name, GreyImage prediction, Mask truth) {
    return measure(name, prediction, truth).scores(profile);
  }

  /**
   * Measures one image: the values and counts from which its scores follow.
   *
   * @param name the image's name
   * @param prediction soft or binary prediction, 0 to 255
   * @param truth ground truth of the same size
   * @return the measurement
   * @throws IllegalArgumentException if the sizes differ
   */
  public ImageMeasurement measure(String name, GreyImage prediction, Mask truth) {
    if (!prediction.size().equals(truth.size())) {
      throw new IllegalArgumentException(
          name
              + ": the prediction has size "
              + prediction.size()
              + ", its ground truth "
              + truth.size());
    }
    Levels levels = Levels.of(prediction, profile);
    statistics.count(levels.image(), truth, profile == Profile.PYSOD ? 1 : 0);
    return new ImageMeasurement(
        name,
        truth.size(),
        StructureMeasure.of(statistics, levels.scale(), profile),
        weightedF.of(levels, truth, statistics.foregroundPixels(), profile),
        statistics.meanAbsoluteError(levels.scale()),
        ThresholdCounts.of(statistics, levels));
  }
}
