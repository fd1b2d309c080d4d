package org.bis5k.metrics;

import java.util.Objects;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * Scores images one after another in time linear in their pixels. Working memory of about five
 * bytes per pixel of the largest image is kept between images. Not safe for use by several threads;
 * each thread needs its own scorer.
 */
public final class ImageScorer {

  private final Profile profile;
  private final PixelStatistics statistics = new PixelStatistics();
  private final WeightedFMeasure weightedF;

  private ImageScorer(Profile profile) {
    this.profile = Objects.requireNonNull(profile, "profile");
    this.weightedF = new WeightedFMeasure(profile.conventions());
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
   * @return the scores with the image's curves
   * @throws IllegalArgumentException if the sizes differ
   */
  public ImageMeasurement measure(String name, GreyImage prediction, Mask truth) {
    if (!prediction.size().equals(truth.size())) {
      throw new IllegalArgumentException(
          "%s: the prediction has size %s, its ground truth %s"
              .formatted(name, prediction.size(), truth.size()));
    }
    Conventions conventions = profile.conventions();
    Levels levels = Levels.of(prediction, conventions.reading());
    statistics.count(levels.image(), truth, conventions.formulas().centroidShift());
    return ImageMeasurement.restore(
        profile,
        name,
        truth.size(),
        StructureMeasure.of(statistics, levels.scale(), conventions.formulas()),
        weightedF.of(levels, truth, statistics.foregroundPixels()),
        statistics.meanAbsoluteError(levels.scale()),
        ThresholdCounts.of(statistics, levels));
  }
}
