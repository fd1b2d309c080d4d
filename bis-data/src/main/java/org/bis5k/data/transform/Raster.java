package org.bis5k.data.transform;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * What the pixel kernels work on: 8-bit samples of one or three channels, interleaved, rows from
 * the top. It lets image and mask pass through the same code.
 */
public final class Raster {

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  private Raster(int width, int height, int channels, byte[] samples) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  /**
   * A raster over the given samples, which are not copied.
   *
   * @param width columns
   * @param height rows
   * @param channels 1 for grey, 3 for RGB
   * @param samples height x width x channels unsigned bytes, interleaved
   * @return the raster
   * @throws IllegalArgumentException if the number of samples differs
   */
  public static Raster of(int width, int height, int channels, byte[] samples) {
    long expected = (long) width * height * channels;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          width
              + " x "
              + height
              + " x "
              + channels
              + " needs "
              + expected
              + " samples; found "
              + samples.length);
    }
    return new Raster(width, height, channels, samples);
  }

  /**
   * A raster over the samples of an RGB image, which are not copied.
   *
   * @param image the image
   * @return three channels
   */
  public static Raster of(RgbImage image) {
    return new Raster(image.size().width(), image.size().height(), 3, image.samples());
  }

  static Raster of(GreyImage image) {
    return new Raster(image.size().width(), image.size().height(), 1, image.samples());
  }

  /**
   * A raster of samples 0.
   *
   * @param width columns
   * @param height rows
   * @param channels 1 for grey, 3 for RGB
   * @return the raster
   * @throws ArithmeticException if the number of samples exceeds 2^31 - 1
   */
  public static Raster blank(int width, int height, int channels) {
    int count = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    return new Raster(width, height, channels, new byte[count]);
  }

  /** A blank raster of this shape. */
  Raster blankLike() {
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

  /** Samples in a row. */
  int stride() {
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
    return other instanceof Raster that
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
