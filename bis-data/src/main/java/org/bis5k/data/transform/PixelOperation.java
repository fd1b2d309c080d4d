package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;

/**
 * What a {@link PixelTransform} does to one sample once its parameters are drawn: a function of the
 * pixels alone. Inputs are not written to; a result may be the input itself.
 */
public interface PixelOperation {

  /**
   * Applies the operation to an image.
   *
   * @param in the image, three channels
   * @return the new image
   */
  ByteImage image(ByteImage in);

  /**
   * Applies the operation to a mask.
   *
   * @param in the mask, one channel
   * @return the new mask
   */
  ByteImage mask(ByteImage in);

  /** An operation that leaves image and mask as they are. */
  record Unchanged() implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return in;
    }
  }

  /** An operation that moves pixels, of image and mask alike. */
  interface Geometry extends PixelOperation {

    /**
     * Applies the operation to an image or a mask.
     *
     * @param in one or three channels
     * @return the new image or mask
     */
    ByteImage apply(ByteImage in);

    @Override
    default ByteImage image(ByteImage in) {
      return apply(in);
    }

    @Override
    default ByteImage mask(ByteImage in) {
      return apply(in);
    }
  }

  /** An operation on the colours of the image; the mask stays as it is. */
  interface Color extends PixelOperation {

    @Override
    default ByteImage mask(ByteImage in) {
      return in;
    }
  }
}
