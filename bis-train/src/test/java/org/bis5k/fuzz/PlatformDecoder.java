package org.bis5k.fuzz;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** The decoders of the JDK, which share no code with those under test. */
final class PlatformDecoder {

  private static final long MAX_PIXELS = 1 << 18;

  private PlatformDecoder() {}

  /** The samples as RGB without conversion of colours; a palette is expanded, alpha is dropped. */
  static RgbImage decode(byte[] file, String format) throws IOException {
    ImageReader reader = reader(format);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      requireSmall(reader.getWidth(0), reader.getHeight(0));
      requireSmall(reader.getTileWidth(0), reader.getTileHeight(0));
      return rgb(reader.read(0));
    } catch (RuntimeException e) {
      throw new IOException(e.toString(), e);
    } finally {
      reader.dispose();
    }
  }

  private static void requireSmall(long width, long height) throws IOException {
    if (width < 1 || height < 1 || width > MAX_PIXELS / height) {
      throw new IOException("large: " + height + "x" + width);
    }
  }

  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
    }
    throw new IllegalStateException("This Java has no " + format + " decoder");
  }

  private static RgbImage rgb(BufferedImage image) throws IOException {
    Raster raster = image.getRaster();
    int[] bits = raster.getSampleModel().getSampleSize();
    int bands = raster.getNumBands();
    int[] pixel = new int[bands];
    byte[] samples = new byte[3 * raster.getWidth() * raster.getHeight()];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, pixel);
        for (int c = 0; c < 3; c++) {
          samples[to++] = (byte) sample(image, pixel, bits, c);
        }
      }
    }
    return RgbImage.of(new Size(raster.getHeight(), raster.getWidth()), samples);
  }

  private static int sample(BufferedImage image, int[] pixel, int[] bits, int channel)
      throws IOException {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      int index = pixel[0];
      int colour = index < palette.getMapSize() ? palette.getRGB(index) : 0;
      return colour >> 16 - 8 * channel & 0xff;
    }
    int band = pixel.length < 3 ? 0 : channel;
    if (bits[band] > 8) {
      throw new IOException(bits[band] + " bits per sample");
    }
    return pixel[band] * 255 / ((1 << bits[band]) - 1);
  }
}
