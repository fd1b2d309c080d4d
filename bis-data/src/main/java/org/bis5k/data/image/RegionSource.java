package org.bis5k.data.image;

import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * An image that is read region by region, so that it may be larger than the memory. Regions are
 * meant to be asked for from the top to the bottom: row-wise formats (PNG, JPEG) begin anew when a
 * region lies above an earlier one. Use from one thread at a time.
 *
 * <p>{@link ImagePyramid} opens files; whoever has a reader of another format implements this.
 */
public interface RegionSource {

  /**
   * Height and width of the whole image.
   *
   * @return the size in pixels
   */
  Size size();

  /**
   * The pixels of a region.
   *
   * @param region lies inside the image
   * @return 8-bit RGB of the region's size
   * @throws IllegalArgumentException if the region leaves the image
   * @throws InvalidInputException if the file is damaged there
   */
  RgbImage read(Region region);
}
