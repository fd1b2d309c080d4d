package org.bis5k.data.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.PlainText;
import org.bis5k.data.Region;
import org.bis5k.data.Size;

/**
 * Decodes JPEG, BMP and TIFF by readers of ImageIO. The readers are fixed here, so that another one
 * on the class path changes no pixel. They are looked up when the first such file is read: this
 * takes a tenth of a second, which programs that read PNG alone do not spend.
 */
final class ImageIoDecoder {

  /** Warnings of readers that go on with missing pixels, which are grey then. */
  private static final Pattern DAMAGE = Pattern.compile("(?i)corrupt|premature|truncated");

  private static final ImageReaderSpi JPEG = platformReader("jpeg");
  private static final ImageReaderSpi BMP = platformReader("bmp");
  private static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();

  private ImageIoDecoder() {}

  /**
   * Decodes rows of an image.
   *
   * @param in the file; a JPEG file without colour profiles
   * @param rows as wide as the image
   */
  static FilePixels rows(ImageInputStream in, ImageHeader header, Region rows) throws IOException {
    ImageReader reader = readerOf(header.format()).createReaderInstance();
    List<String> warnings = new ArrayList<>();
    try {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      Size size = rows.size();
      if (!size.equals(header.size())) {
        param.setSourceRegion(new Rectangle(rows.left(), rows.top(), size.width(), size.height()));
      }
      BufferedImage image = reader.read(0, param);
      requireNoDamage(warnings);
      requireSize(image, size);
      return RasterPixels.of(image);
    } catch (RuntimeException e) {
      // The readers report some kinds of damage by exceptions such as IndexOutOfBounds.
      throw new IOException(e.toString(), e);
    } finally {
      reader.dispose();
    }
  }

  private static void requireNoDamage(List<String> warnings) throws DamagedImageException {
    for (String warning : warnings) {
      if (DAMAGE.matcher(warning).find()) {
        throw new DamagedImageException("is damaged: " + PlainText.excerpt(warning));
      }
    }
  }

  private static void requireSize(BufferedImage image, Size size) throws DamagedImageException {
    if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
      throw new DamagedImageException(
          "is damaged: its header declares %s, it holds %s"
              .formatted(size, new Size(image.getHeight(), image.getWidth())));
    }
  }

  private static ImageReaderSpi readerOf(ImageFormat format) {
    return switch (format) {
      case JPEG -> JPEG;
      case BMP -> BMP;
      case TIFF -> TIFF;
      case PNG -> throw new IllegalArgumentException("PNG has a decoder of its own");
    };
  }

  private static ImageReaderSpi platformReader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReaderSpi spi = readers.next().getOriginatingProvider();
      if (spi.getClass().getModule() == ImageIO.class.getModule()) {
        return spi;
      }
    }
    throw new IllegalStateException(
        "This Java has no " + format + " decoder (module java.desktop)");
  }
}
