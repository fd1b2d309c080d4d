package org.bis5k.data.dataset;

import java.nio.file.Path;
import org.bis5k.data.image.ImageFiles;

/**
 * An image file and the file of its mask.
 *
 * @param stem the name both files share, without folder and suffix
 * @param image the file of the image
 * @param mask the file of the mask, of the same size in pixels
 */
public record ImageMaskPair(String stem, Path image, Path mask) {

  /**
   * Pairs two files under the stem of the image.
   *
   * @param image the file of the image
   * @param mask the file of the mask
   * @return the pair
   */
  public static ImageMaskPair of(Path image, Path mask) {
    return new ImageMaskPair(ImageFiles.stem(image), image, mask);
  }
}
