package org.bis5k.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.bis5k.data.ByteImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;

/** Small copies of images as data URIs, for pages that need no other file. */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * A PNG with the exact pixels of a small image; a larger one is reduced by averaging pixels, so
   * that thin structures stay visible.
   *
   * @param image any image
   * @param side the greatest height and width in pixels
   * @return the value of a {@code src} attribute
   */
  public static String png(RgbImage image, int side) {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(ImageFiles.png(reduced(image, side)));
  }

  /**
   * A JPEG of a photograph, several times smaller than a PNG.
   *
   * @param image any image
   * @param side the longer side of the JPEG in pixels; a smaller image is enlarged
   * @return the value of a {@code src} attribute
   * @throws IOException if the encoder fails
   */
  public static String jpeg(RgbImage image, int side) throws IOException {
    Size size = image.size();
    double scale = (double) side / Math.max(size.height(), size.width());
    Size fitting =
        new Size(
            (int) Math.max(1, Math.rint(size.height() * scale)),
            (int) Math.max(1, Math.rint(size.width() * scale)));
    ByteImage small = Resampling.resize(ByteImage.of(image), fitting, ResampleFilter.BILINEAR);
    BufferedImage picture =
        new BufferedImage(small.width(), small.height(), BufferedImage.TYPE_3BYTE_BGR);
    picture.getRaster().setDataElements(0, 0, small.width(), small.height(), small.samples());
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", jpeg);
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg.toByteArray());
  }

  /** The image itself if it is small enough, otherwise reduced by averaging pixels. */
  static RgbImage reduced(RgbImage image, int side) {
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
}
