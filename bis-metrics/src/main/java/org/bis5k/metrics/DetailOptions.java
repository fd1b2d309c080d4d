package org.bis5k.metrics;

/**
 * The parameters of the {@link Detail}s.
 *
 * @param spacing the side of a pixel, for example 0.25 micrometres; 1 for distances in pixels
 * @param tolerance the greatest contour distance that counts as agreement in the normalised surface
 *     Dice, in the unit of the spacing
 * @param bandWidth the width of the bands of boundary IoU in pixels; 0 for 2 % of each image's
 *     diagonal
 * @param bins the number of bins of the expected calibration error, 1 to 256
 */
public record DetailOptions(double spacing, double tolerance, int bandWidth, int bins) {

  /**
   * Refuses values out of range.
   *
   * @param spacing the side of a pixel
   * @param tolerance the greatest contour distance that counts as agreement
   * @param bandWidth the width of the bands in pixels
   * @param bins the number of bins of the calibration error
   * @throws IllegalArgumentException if one is out of range
   */
  public DetailOptions {
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException("The pixel spacing must be positive; found " + spacing);
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("A tolerance is not negative; found " + tolerance);
    }
    if (bandWidth < 0) {
      throw new IllegalArgumentException("A band's width is not negative; found " + bandWidth);
    }
    if (bins < 1 || bins > 256) {
      throw new IllegalArgumentException("Between 1 and 256 bins are possible; found " + bins);
    }
  }

  /**
   * The usual parameters: distances in pixels, a tolerance of 2, bands of 2 % of the diagonal, ten
   * bins.
   *
   * @return the parameters
   */
  public static DetailOptions inPixels() {
    return new DetailOptions(1, 2, 0, 10);
  }

  /**
   * These options with another pixel spacing.
   *
   * @param side the side of a pixel, positive
   * @return the changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public DetailOptions withSpacing(double side) {
    return new DetailOptions(side, tolerance, bandWidth, bins);
  }

  /**
   * These options with another tolerance.
   *
   * @param distance the greatest contour distance that counts as agreement, at least 0
   * @return the changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public DetailOptions withTolerance(double distance) {
    return new DetailOptions(spacing, distance, bandWidth, bins);
  }

  /**
   * These options with another band width.
   *
   * @param pixels the width in pixels; 0 for 2 % of each image's diagonal
   * @return the changed options
   * @throws IllegalArgumentException if it is negative
   */
  public DetailOptions withBandWidth(int pixels) {
    return new DetailOptions(spacing, tolerance, pixels, bins);
  }

  /**
   * These options with another number of bins.
   *
   * @param count 1 to 256
   * @return the changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public DetailOptions withBins(int count) {
    return new DetailOptions(spacing, tolerance, bandWidth, count);
  }
}
