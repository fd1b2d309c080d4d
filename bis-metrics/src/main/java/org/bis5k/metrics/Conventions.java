package org.bis5k.metrics;

/**
 * The choices in which evaluation toolkits differ. A {@link Profile} holds one set of them; the
 * measures read the choices and do not know the profile.
 *
 * @param reading how grey levels are read
 * @param formulas variants of formulas
 * @param edgeCases values where the formula divides 0 by 0
 */
record Conventions(Reading reading, Formulas formulas, EdgeCases edgeCases) {

  /**
   * How grey levels are read.
   *
   * @param stretched whether the least and the greatest level of a prediction become 0 and 1, and
   *     thresholds compare levels truncated to 8 bits; otherwise a prediction is level / 255
   * @param leastForeground the least level of a ground truth that is foreground
   */
  record Reading(boolean stretched, int leastForeground) {}

  /**
   * Variants of formulas.
   *
   * @param betaSquared the weight of sensitivity in the F-measure
   * @param sampleDeviation whether the object part of the structure measure divides variances by n
   *     - 1 instead of n
   * @param centroidShift pixels added to the centroid that divides the image into the four blocks
   *     of the structure measure
   * @param zeroBeyondBorder whether the Gaussian of the weighted F-measure reads zeros beyond the
   *     border instead of the border pixels
   */
  record Formulas(
      double betaSquared, boolean sampleDeviation, int centroidShift, boolean zeroBeyondBorder) {}

  /**
   * Values of special images. NaN stands for undefined: the image is left out of the mean.
   *
   * @param specificityNeedsHit whether specificity is 0 at thresholds without a true positive
   * @param specificityOfFullTruth specificity where the ground truth has no background
   * @param overlapOfEmptyPair precision, sensitivity, Dice, F-measure and IoU where prediction and
   *     ground truth are empty
   * @param weightedFOfEmptyPair weighted F-measure where prediction and ground truth are empty
   * @param weightedFOfEmptyTruth weighted F-measure where only the ground truth is empty
   */
  record EdgeCases(
      boolean specificityNeedsHit,
      double specificityOfFullTruth,
      double overlapOfEmptyPair,
      double weightedFOfEmptyPair,
      double weightedFOfEmptyTruth) {}
}
