package org.bis5k.data;

/**
 * An 8-bit RGB image, rows from the top, samples interleaved as R, G, B (HWC). Immutable by
 * contract: neither the caller nor the library writes to the array.
 */
public final class RgbImage {

  private final Size size;
  private final byte[] samples;

  private RgbImage(Size size, byte[] samples) {
    this.size = size;
    this.samples = samples;
  }

  /**
   * An image over the given samples, which are not copied.
   *
   * @param size height and width
   * @param samples height x width x 3 unsigned bytes, interleaved
   * @return the image
   * @throws IllegalArgumentException if the number of samples does not fit the size
   */
  public static RgbImage of(Size size, byte[] samples) {
    if (samples.length != 3 * size.pixels()) {
      throw new IllegalArgumentException(
          "An RGB image of %s needs %d samples; found %d"
              .formatted(size, 3 * size.pixels(), samples.length));
    }
    return new RgbImage(size, samples);
  }

  /**
   * A grey image as RGB.
   *
   * @param grey the image
   * @return an image of the same size whose three channels are equal
   */
  public static RgbImage of(GreyImage grey) {
    byte[] from = grey.samples();
    byte[] samples = new byte[3 * from.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = from[i / 3];
    }
    return new RgbImage(grey.size(), samples);
  }

  /**
   * Height and width.
   *
   * @return the size in pixels
   */
  public Size size() {
    return size;
  }

  /**
   * The samples themselves, not a copy.
   *
   * @return height x width x 3 unsigned bytes, interleaved
   */
  public byte[] samples() {
    return samples;
  }
}
