package org.bis5k.data;

/**
 * An image with the mask of its foreground, of the same size.
 *
 * @param image the picture, R, G, B in 0..255
 * @param mask the foreground: 255 for tumour, 0 for everything else
 */
public record ImageAndMask(RgbImage image, GreyImage mask) {

  /**
   * Refuses a mask of another size than its image.
   *
   * @param image the picture
   * @param mask its foreground
   * @throws IllegalArgumentException if the sizes differ
   */
  public ImageAndMask {
    if (!image.size().equals(mask.size())) {
      throw new IllegalArgumentException(
          "An image and its mask need the same size; found %s and %s"
              .formatted(image.size(), mask.size()));
    }
  }
}
