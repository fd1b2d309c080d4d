package org.bis5k.data.image;

import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * The decoded samples of an image file: 8-bit, one grey channel or interleaved R, G, B (HWC).
 * Palettes are expanded, alpha is dropped. No gamma and no colour profile is applied. Immutable.
 */
public final class FilePixels {

  private final Size size;
  private final boolean coloured;
  private final byte[] samples;

  private FilePixels(Size size, boolean coloured, byte[] samples) {
    this.size = size;
    this.coloured = coloured;
    this.samples = samples;
  }

  static FilePixels grey(Size size, byte[] samples) {
    return new FilePixels(size, false, samples);
  }

  static FilePixels rgb(Size size, byte[] samples) {
    return new FilePixels(size, true, samples);
  }

  /**
   * The image as RGB. Grey is repeated in all three channels.
   *
   * @return the image, 8-bit RGB; may share the samples of this object
   */
  public RgbImage toRgb() {
    if (coloured) {
      return RgbImage.of(size, samples);
    }
    byte[] rgb = new byte[3 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      rgb[3 * i] = samples[i];
      rgb[3 * i + 1] = samples[i];
      rgb[3 * i + 2] = samples[i];
    }
    return RgbImage.of(size, rgb);
  }

  /**
   * The image as grey. Colours become (19595 R + 38470 G + 7471 B + 32768) &gt;&gt; 16, as in
   * Pillow's {@code convert("L")}.
   *
   * @return the image, 8-bit grey; may share the samples of this object
   */
  public GreyImage toGrey() {
    if (!coloured) {
      return GreyImage.of(size, samples);
    }
    byte[] grey = new byte[samples.length / 3];
    for (int i = 0; i < grey.length; i++) {
      int red = samples[3 * i] & 0xff;
      int green = samples[3 * i + 1] & 0xff;
      int blue = samples[3 * i + 2] & 0xff;
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
    }
    return GreyImage.of(size, grey);
  }

  /** The grey channel, or the red channel of a coloured image. */
  GreyImage firstChannel() {
    if (!coloured) {
      return GreyImage.of(size, samples);
    }
    byte[] red = new byte[samples.length / 3];
    for (int i = 0; i < red.length; i++) {
      red[i] = samples[3 * i];
    }
    return GreyImage.of(size, red);
  }
}
