package org.bis5k.metrics;

import org.bis5k.data.Size;

/**
 * What scoring keeps of an image's pixels. The scores follow from it without them, to the last bit.
 *
 * @param name the image's name
 * @param size height and width
 * @param structure the structure measure
 * @param weightedF the weighted F-measure; NaN where undefined
 * @param error the mean absolute error
 * @param counts what the curves follow from
 */
public record ImageMeasurement(
    String name,
    Size size,
    double structure,
    double weightedF,
    double error,
    ThresholdCounts counts) {

  /**
   * The scores that follow from the measurement.
   *
   * @param profile the conventions under which the image was measured
   * @return values and curves
   */
  public ImageScores scores(Profile profile) {
    ThresholdCurves curves = counts.curves(profile);
    Scores scores = Scores.of(structure, weightedF, error, curves);
    return new ImageScores(new ScoreRow(name, size, counts.truth(), scores), curves, profile);
  }
}
