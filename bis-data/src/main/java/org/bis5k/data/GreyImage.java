package org.bis5k.data;

/**
 * An 8-bit grey image, rows from the top: a soft mask (interpolated masks keep grey borders) or a
 * saved prediction. A binary ground truth is a {@link Mask}. Immutable by contract: neither the
 * caller nor the library writes to the array.
 */
public final class GreyImage {

  private final Size size;
  private final byte[] samples;

  private GreyImage(Size size, byte[] samples) {
    this.size = size;
    this.samples = samples;
  }

  /**
   * An image over the given samples, which are not copied.
   *
   * @param size height and width
   * @param samples height x width unsigned bytes
   * @return the image
   * @throws IllegalArgumentException if the number of samples does not fit the size
   */
  public static GreyImage of(Size size, byte[] samples) {
    if (samples.length != size.pixels()) {
      throw new IllegalArgumentException(
          "A grey image of %s needs %d samples; found %d"
              .formatted(size, size.pixels(), samples.length));
    }
    return new GreyImage(size, samples);
  }

  /**
   * A mask in black and white.
   *
   * @param mask the mask
   * @return an image of the same size: 255 for foreground, 0 for background
   */
  public static GreyImage of(Mask mask) {
    byte[] samples = new byte[(int) mask.size().pixels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (mask.at(i) ? 255 : 0);
    }
    return new GreyImage(mask.size(), samples);
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
   * @return height x width unsigned bytes
   */
  public byte[] samples() {
    return samples;
  }
}
