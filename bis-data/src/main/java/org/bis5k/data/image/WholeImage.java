package org.bis5k.data.image;

import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** Regions of an image that is in memory. */
final class WholeImage implements RegionSource {

  private final RgbImage image;

  WholeImage(RgbImage image) {
    this.image = image;
  }

  @Override
  public Size size() {
    return image.size();
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(image.size());
    return crop(image, region.top(), region.left(), region.size());
  }

  /** Copies a region that lies inside the image. */
  static RgbImage crop(RgbImage image, int top, int left, Size size) {
    byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
    copy(image, top, left, samples, 0, size.width(), size);
    return RgbImage.of(size, samples);
  }

  /** Copies a region into the samples of an image of another width, from one pixel on. */
  static void copy(
      RgbImage from, int top, int left, byte[] to, int firstPixel, int toWidth, Size size) {
    int width = from.size().width();
    for (int y = 0; y < size.height(); y++) {
      System.arraycopy(
          from.samples(),
          3 * ((top + y) * width + left),
          to,
          3 * (firstPixel + y * toWidth),
          3 * size.width());
    }
  }
}
