package org.bis5k.data.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The decoders of others, each named once, so that one that happens to lie on the class path
 * changes no pixel. A class of its own, because looking them up takes a tenth of a second that a
 * program on PNG files alone need not wait for.
 */
final class ForeignReaders {

  static final ImageReaderSpi JPEG = platformReader("jpeg");
  static final ImageReaderSpi BMP = platformReader("bmp");
  static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();

  private ForeignReaders() {}

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
