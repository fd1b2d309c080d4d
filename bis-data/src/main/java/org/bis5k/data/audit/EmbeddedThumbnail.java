package org.bis5k.data.audit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.ByteImage;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;

/** An image file as a small JPEG within a page. */
final class EmbeddedThumbnail {

  private static final int LONGER_SIDE = 220;

  private EmbeddedThumbnail() {}

  /** The value of a src attribute. */
  static String of(Path file) throws IOException {
    RgbImage image = ImageFiles.readRgb(file);
    ByteImage small =
        Resampling.resize(ByteImage.of(image), fitting(image.size()), ResampleFilter.BILINEAR);
    BufferedImage picture =
        new BufferedImage(small.width(), small.height(), BufferedImage.TYPE_3BYTE_BGR);
    picture.getRaster().setDataElements(0, 0, small.width(), small.height(), small.samples());
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", jpeg);
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg.toByteArray());
  }

  private static Size fitting(Size size) {
    double scale = (double) LONGER_SIDE / Math.max(size.height(), size.width());
    return new Size(
        (int) Math.max(1, Math.rint(size.height() * scale)),
        (int) Math.max(1, Math.rint(size.width() * scale)));
  }
}
