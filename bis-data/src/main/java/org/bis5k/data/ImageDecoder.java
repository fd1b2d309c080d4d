package org.bis5k.data;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Decodes whole files; every failure becomes an error that names the file. */
final class ImageDecoder {

  // Named once, so that a decoder that happens to lie on the class path changes no pixel.
  private static final ImageReaderSpi JPEG = platformReader("jpeg");
  private static final ImageReaderSpi BMP = platformReader("bmp");
  private static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();

  /** No format needs more than this beside its pixels, uncompressed. */
  private static final long OVERHEAD_BYTES = 64L << 20;

  private ImageDecoder() {}

  static FilePixels decode(Path file, long pixelLimit) {
    ImageHeader header = ImageHeader.read(file, pixelLimit);
    byte[] bytes = read(file, header);
    try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
      // The file may have changed since; what was checked must be what is decoded.
      return decode(bytes, in, ImageHeader.read(file, in, pixelLimit));
    } catch (IOException e) {
      throw InvalidInputException.in(file, problem(e, header), e);
    }
  }

  private static byte[] read(Path file, ImageHeader header) {
    try {
      long length = Files.size(file);
      if (length > 8 * header.size().pixels() + OVERHEAD_BYTES || length > Integer.MAX_VALUE - 8) {
        throw InvalidInputException.in(
            file, "is " + length + " bytes long, too long for " + header.size() + " pixels");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static FilePixels decode(byte[] bytes, ImageInputStream in, ImageHeader header)
      throws IOException {
    return switch (header.format()) {
      case PNG -> PngDecoder.decode(bytes);
      case JPEG -> decodeJpeg(bytes, in);
      case TIFF_LITTLE_ENDIAN, TIFF_BIG_ENDIAN -> RasterPixels.of(decode(in, TIFF, header));
      case BMP -> RasterPixels.of(decode(in, BMP, header));
    };
  }

  private static FilePixels decodeJpeg(byte[] bytes, ImageInputStream in) throws IOException {
    JpegSegments segments = JpegSegments.read(in);
    if (!segments.isComplete(bytes)) {
      throw new DamagedImageException("is truncated: its JPEG end marker is missing");
    }
    byte[] plain = segments.withoutProfiles(bytes);
    try (ImageInputStream stream = new ByteArrayImageInputStream(plain)) {
      return RasterPixels.of(decode(stream, JPEG, segments.header()));
    }
  }

  private static BufferedImage decode(ImageInputStream in, ImageReaderSpi spi, ImageHeader header)
      throws IOException {
    ImageReader reader = spi.createReaderInstance();
    List<String> warnings = new ArrayList<>();
    try {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      for (String warning : warnings) {
        if (warning.contains("orrupt") || warning.contains("remature")) {
          throw new DamagedImageException("is damaged: " + warning);
        }
      }
      if (image.getWidth() != header.size().width()
          || image.getHeight() != header.size().height()) {
        throw new DamagedImageException(
            "is damaged: its header promises "
                + header.size()
                + ", it holds "
                + new Size(image.getHeight(), image.getWidth()));
      }
      return image;
    } catch (RuntimeException e) {
      // The decoders meet some kinds of damage with an index or an argument out of range.
      throw new IOException(e.toString(), e);
    } finally {
      reader.dispose();
    }
  }

  private static String problem(IOException e, ImageHeader header) {
    if (e instanceof DamagedImageException) {
      return e.getMessage();
    }
    if (e instanceof EOFException) {
      return "is truncated: its pixels end too early";
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "cannot be decoded as " + header.format() + ": " + reason;
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
