package org.bis5k.data.audit;

import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;

/**
 * What an image shows between 1/32 and 1/128 of its sides: grey at 128 x 128 pixels less the same
 * image at 32 x 32. Two different fields of one tissue may share light and coarse layout; at this
 * scale only copies agree.
 */
final class FineDetail {

  private static final int FINE = 128;
  private static final int COARSE = 32;

  private FineDetail() {}

  /** An image at the scale of its details. */
  static ByteImage scaled(ByteImage rgb) {
    return resize(rgb, FINE);
  }

  /**
   * Correlation of the details of two scaled images, -1 to 1.
   *
   * @param first a result of {@link #scaled}
   * @param second another, turned to lie on the first
   */
  static double correlation(ByteImage first, ByteImage second) {
    return of(first).correlation(of(second));
  }

  private static GreyPlane of(ByteImage fine) {
    ByteImage coarse = resize(resize(fine, COARSE), FINE);
    return GreyPlane.of(fine).minus(GreyPlane.of(coarse));
  }

  private static ByteImage resize(ByteImage rgb, int side) {
    return Resampling.resize(rgb, Size.square(side), ResampleFilter.BILINEAR);
  }
}
