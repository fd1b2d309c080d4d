package org.bis5k.metrics.report;

import java.util.Base64;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;

/** Small copies of pictures as data URIs. */
final class Thumbnail {

  private Thumbnail() {}

  /**
   * A PNG of the picture as data URI, shrunk to at most {@code side} pixels in height and width.
   */
  static String uri(RgbImage image, int side) {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(ImageFiles.png(shrunk(image, side)));
  }

  /** The picture itself if it is small enough, otherwise shrunk by averaging pixels. */
  static RgbImage shrunk(RgbImage image, int side) {
    int height = image.size().height();
    int width = image.size().width();
    double factor = Math.max(height, width) / (double) side;
    if (factor <= 1) {
      return image;
    }
    Size size =
        new Size(
            Math.max(1, (int) Math.round(height / factor)),
            Math.max(1, (int) Math.round(width / factor)));
    byte[] samples = new byte[3 * (int) size.pixels()];
    for (int row = 0; row < size.height(); row++) {
      int top = (int) ((long) row * height / size.height());
      int bottom = (int) ((row + 1L) * height / size.height());
      for (int column = 0; column < size.width(); column++) {
        int left = (int) ((long) column * width / size.width());
        int right = (int) ((column + 1L) * width / size.width());
        for (int c = 0; c < 3; c++) {
          samples[3 * (row * size.width() + column) + c] =
              mean(image.samples(), width, top, bottom, left, right, c);
        }
      }
    }
    return RgbImage.of(size, samples);
  }

  private static byte mean(
      byte[] samples, int width, int top, int bottom, int left, int right, int channel) {
    long sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        sum += samples[3 * (row * width + column) + channel] & 0xff;
      }
    }
    long count = (long) (bottom - top) * (right - left);
    return (byte) ((sum + count / 2) / count);
  }

  static RgbImage coloured(GreyImage grey) {
    byte[] samples = new byte[3 * grey.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = grey.samples()[i / 3];
    }
    return RgbImage.of(grey.size(), samples);
  }

  static RgbImage blackAndWhite(Mask mask) {
    byte[] samples = new byte[(int) mask.size().pixels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (mask.at(i) ? 255 : 0);
    }
    return coloured(GreyImage.of(mask.size(), samples));
  }
}
