package org.bis5k.data;

import java.util.Arrays;

/**
 * An 8-bit image of one or three interleaved channels, rows from the top: the input and output of
 * the pixel kernels. Image and mask pass through the same code.
 */
public final class ByteImage {

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  private ByteImage(int width, int height, int channels, byte[] samples) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  /**
   * An image over the given samples, which are not copied.
   *
   * @param width columns
   * @param height rows
   * @param channels 1 for grey, 3 for RGB
   * @param samples height x width x channels unsigned bytes, interleaved
   * @return the image
   * @throws IllegalArgumentException if the number of samples differs
   */
  public static ByteImage of(int width, int height, int channels, byte[] samples) {
    long expected = (long) width * height * channels;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          "%s x %s x %s needs %s samples; found %s"
              .formatted(width, height, channels, expected, samples.length));
    }
    return new ByteImage(width, height, channels, samples);
  }

  /**
   * An image over the samples of an RGB image, which are not copied.
   *
   * @param image the image
   * @return three channels
   */
  public static ByteImage of(RgbImage image) {
    return new ByteImage(image.size().width(), image.size().height(), 3, image.samples());
  }

  /**
   * An image over the samples of a grey image, which are not copied.
   *
   * @param image the image
   * @return one channel
   */
  public static ByteImage of(GreyImage image) {
    return new ByteImage(image.size().width(), image.size().height(), 1, image.samples());
  }

  /**
   * An image of samples 0.
   *
   * @param width columns
   * @param height rows
   * @param channels 1 for grey, 3 for RGB
   * @return the image
   * @throws ArithmeticException if the number of samples exceeds 2^31 - 1
   */
  public static ByteImage blank(int width, int height, int channels) {
    int count = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    return new ByteImage(width, height, channels, new byte[count]);
  }

  /**
   * A new image of this image's size and channels.
   *
   * @return an image whose samples are all 0
   */
  public ByteImage blankLike() {
    return blank(width, height, channels);
  }

  /**
   * The number of columns.
   *
   * @return width in pixels
   */
  public int width() {
    return width;
  }

  /**
   * The number of rows.
   *
   * @return height in pixels
   */
  public int height() {
    return height;
  }

  /**
   * The number of channels.
   *
   * @return 1 for grey, 3 for RGB
   */
  public int channels() {
    return channels;
  }

  /**
   * The distance between the starts of two rows.
   *
   * @return width times channels, in samples
   */
  public int stride() {
    return width * channels;
  }

  /**
   * Height and width.
   *
   * @return the size in pixels
   */
  public Size size() {
    return new Size(height, width);
  }

  /**
   * The samples themselves, not a copy.
   *
   * @return height x width x channels unsigned bytes, interleaved
   */
  public byte[] samples() {
    return samples;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteImage that
        && width == that.width
        && height == that.height
        && channels == that.channels
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return width + " x " + height + " x " + channels + " samples";
  }
}
