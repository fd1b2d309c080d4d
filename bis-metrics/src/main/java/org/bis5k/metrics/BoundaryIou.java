package org.bis5k.metrics;

import org.bis5k.data.Mask;

/**
 * Boundary IoU (Cheng et al. 2021, doi:10.1109/CVPR46437.2021.01508): |Gd ∩ Pd| / |Gd ∪ Pd|, the
 * intersection over union of the inner bands along the two contours. As in the authors' code
 * ({@code mask_to_boundary}) a band holds the foreground pixels that have background, or the
 * outside of the image, within {@code width} steps in any of the eight directions.
 */
public final class BoundaryIou {

  private BoundaryIou() {}

  /**
   * Measures two masks.
   *
   * @param prediction the thresholded prediction
   * @param truth the ground truth, of the same size
   * @param width the width of the bands in pixels, at least 1
   * @return 0 to 1; NaN if both masks are empty
   * @throws IllegalArgumentException if the sizes differ or the width is not positive
   */
  public static double of(Mask prediction, Mask truth, int width) {
    ConfusionCounts.requireSameSize(prediction.size(), truth.size());
    if (width < 1) {
      throw new IllegalArgumentException("A band is at least 1 pixel wide; found " + width);
    }
    boolean[] p = band(prediction, width);
    boolean[] t = band(truth, width);
    long intersection = 0;
    long union = 0;
    for (int i = 0; i < p.length; i++) {
      intersection += p[i] && t[i] ? 1 : 0;
      union += p[i] || t[i] ? 1 : 0;
    }
    return (double) intersection / union;
  }

  /**
   * The band width that the authors suggest: 2 % of the image's diagonal.
   *
   * @param mask a mask of the image's size
   * @return the width in pixels, at least 1
   */
  public static int suggestedWidth(Mask mask) {
    double diagonal = Math.hypot(mask.size().height(), mask.size().width());
    return Math.max(1, (int) Math.rint(0.02 * diagonal));
  }

  private static boolean[] band(Mask mask, int reach) {
    int height = mask.size().height();
    int width = mask.size().width();
    // A pixel is no boundary pixel if the square of 2 * reach + 1 pixels around it is foreground:
    // first along rows, then along columns.
    boolean[] wide = new boolean[height * width];
    for (int row = 0; row < height; row++) {
      int run = 0;
      for (int column = 0; column < width; column++) {
        run = mask.at(row * width + column) ? run + 1 : 0;
        if (run > 2 * reach) {
          wide[row * width + column - reach] = true;
        }
      }
    }
    boolean[] band = new boolean[wide.length];
    for (int i = 0; i < band.length; i++) {
      band[i] = mask.at(i);
    }
    for (int column = 0; column < width; column++) {
      int run = 0;
      for (int row = 0; row < height; row++) {
        run = wide[row * width + column] ? run + 1 : 0;
        if (run > 2 * reach) {
          band[(row - reach) * width + column] = false;
        }
      }
    }
    return band;
  }
}
