package org.bis5k.data.image;

import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * An image that is read by regions, so that it may be larger than the memory. Regions should be
 * read from the top to the bottom: formats that are stored by rows (PNG, JPEG) are decoded from the
 * top again for a region above an earlier one. Use from one thread at a time.
 *
 * <p>{@link ImagePyramid} opens files of the supported formats. Implement this interface to read
 * other formats.
 */
public interface RegionSource {

  /**
   * Height and width of the whole image.
   *
   * @return the size in pixels
   */
  Size size();

  /**
   * Reads the pixels of a region.
   *
   * @param region a region inside the image
   * @return 8-bit RGB of the region's size
   * @throws IllegalArgumentException if the region leaves the image
   * @throws InvalidInputException if the file is damaged in the region
   */
  RgbImage read(Region region);
}
