package org.bis5k.metrics;

import org.bis5k.data.Mask;

/**
 * Distances between the contour of a binary prediction and that of its ground truth: Hausdorff
 * distances, average distances and the normalised surface Dice (Nikolov et al. 2021,
 * doi:10.2196/26151). Contours and weights are those of google-deepmind's surface-distance: each
 * contour element is weighted by its length. Distances are in the unit of the pixel spacing, for
 * example micrometres. Immutable.
 *
 * <p>If both masks are empty, all values are NaN (surface-distance gives an infinite Hausdorff
 * distance). If one is empty, all distances are infinite and the surface Dice is 0. For the choice
 * of distances see Maier-Hein et al. 2024, doi:10.1038/s41592-023-02151-z.
 */
public final class SurfaceDistances {

  private final ContourDistances fromPrediction;
  private final ContourDistances fromTruth;

  private SurfaceDistances(ContourDistances fromPrediction, ContourDistances fromTruth) {
    this.fromPrediction = fromPrediction;
    this.fromTruth = fromTruth;
  }

  /**
   * Measures two masks.
   *
   * @param prediction the thresholded prediction
   * @param truth the ground truth, of the same size
   * @param spacing the side of a pixel, for example in micrometres; 1 for distances in pixels
   * @return the distances of the two contours
   * @throws IllegalArgumentException if the sizes differ or the spacing is not positive and finite
   */
  public static SurfaceDistances between(Mask prediction, Mask truth, double spacing) {
    ConfusionCounts.requireSameSize(prediction.size(), truth.size());
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException("The pixel spacing must be positive; found " + spacing);
    }
    Contour p = Contour.of(prediction);
    Contour t = Contour.of(truth);
    return new SurfaceDistances(
        ContourDistances.of(p, t, spacing), ContourDistances.of(t, p, spacing));
  }

  /**
   * The Hausdorff distance: the greatest distance from an element of either contour to the other
   * contour ({@code compute_robust_hausdorff} at 100 %).
   *
   * @return at least 0; infinite if one mask is empty, NaN if both are
   */
  public double hausdorff() {
    return hausdorff(100);
  }

  /**
   * A percentile of the Hausdorff distance ({@code compute_robust_hausdorff}): for each contour the
   * distance to the other within which {@code percent} of its length lies; the greater of both.
   *
   * @param percent more than 0, up to 100; 95 is usual
   * @return at least 0; infinite if one mask is empty, NaN if both are
   * @throws IllegalArgumentException if the percentage is out of range
   */
  public double hausdorff(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("A percentage lies in 0 to 100; found " + percent);
    }
    return either(fromPrediction.percentile(percent), fromTruth.percentile(percent));
  }

  /**
   * The average distance from the prediction's contour to that of the ground truth.
   *
   * @return at least 0; infinite if only the truth is empty, NaN if the prediction is
   */
  public double averageFromPrediction() {
    return fromPrediction.weightedSum() / fromPrediction.length();
  }

  /**
   * The average distance from the ground truth's contour to that of the prediction.
   *
   * @return at least 0; infinite if only the prediction is empty, NaN if the truth is
   */
  public double averageFromTruth() {
    return fromTruth.weightedSum() / fromTruth.length();
  }

  /**
   * The average symmetric surface distance: the mean distance over the elements of both contours.
   *
   * @return at least 0; infinite if one mask is empty, NaN if both are
   */
  public double averageSymmetric() {
    return (fromPrediction.weightedSum() + fromTruth.weightedSum()) / bothLengths();
  }

  /**
   * The normalised surface Dice ({@code compute_surface_dice_at_tolerance}): the share of the
   * length of both contours that lies within a tolerance of the other contour.
   *
   * @param tolerance the greatest distance that counts as agreement, in the unit of the spacing
   * @return 0 to 1; 0 if one mask is empty, NaN if both are
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public double surfaceDice(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("A tolerance is not negative; found " + tolerance);
    }
    return (fromPrediction.lengthWithin(tolerance) + fromTruth.lengthWithin(tolerance))
        / bothLengths();
  }

  /** The usual distances. */
  @Override
  public String toString() {
    return "SurfaceDistances[hausdorff=%s, hausdorff95=%s, averageSymmetric=%s]"
        .formatted(hausdorff(), hausdorff(95), averageSymmetric());
  }

  private double bothLengths() {
    return fromPrediction.length() + fromTruth.length();
  }

  private static double either(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }
}
