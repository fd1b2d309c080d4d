package org.bis5k.data;

/**
 * An 8-bit RGB image, rows from the top, samples interleaved as R, G, B (HWC). Immutable by
 * contract: whoever hands over or borrows the array does not write to it.
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
          "An RGB image of "
              + size
              + " needs "
              + 3 * size.pixels()
              + " samples; found "
              + samples.length);
    }
    return new RgbImage(size, samples);
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
