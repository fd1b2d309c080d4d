package org.bis5k.metrics;

/**
 * The free choices of the {@link Detail}s.
 *
 * @param spacing the side of a pixel, for example 0.25 micrometres; 1 for distances in pixels
 * @param tolerance the contour distance that the normalised surface Dice forgives, in that unit
 * @param bandWidth the width of boundary IoU's bands in pixels; 0 for 2 % of each image's diagonal
 * @param bins the bins of the expected calibration error, 1 to 256
 */
public record DetailOptions(double spacing, double tolerance, int bandWidth, int bins) {

  /**
   * Checks the values.
   *
   * @param spacing the side of a pixel
   * @param tolerance the forgiven contour distance
   * @param bandWidth the width of the bands in pixels
   * @param bins the bins of the calibration error
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
   * Distances in pixels, two of them forgiven; the suggested bands; ten bins.
   *
   * @return the usual choices
   */
  public static DetailOptions inPixels() {
    return new DetailOptions(1, 2, 0, 10);
  }
}
