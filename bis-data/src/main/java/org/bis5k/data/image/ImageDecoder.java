package org.bis5k.data.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.Size;

/** Decodes whole files; every failure becomes an error that names the file. */
public final class ImageDecoder {

  /** No format needs more than this beside its pixels, uncompressed. */
  private static final long OVERHEAD_BYTES = 64L << 20;

  private ImageDecoder() {}

  /**
   * Decodes a PNG, JPEG, TIFF (its first page) or BMP file.
   *
   * @param file an image file
   * @param pixelLimit the most pixels to read, 1 to 715,827,882 (a third of the largest array)
   * @return the samples as the file holds them
   * @throws InvalidInputException if the file is missing, damaged, of an unsupported kind or larger
   *     than the limit
   */
  public static FilePixels decode(Path file, long pixelLimit) {
    ImageHeader.requireFile(file);
    byte[] bytes = read(file, pixelLimit);
    ImageInputStream in = new MemoryStream(bytes);
    ImageHeader header = ImageHeader.read(file, in, pixelLimit);
    requireFitting(file, bytes.length, header);
    try {
      return decode(bytes, in, header);
    } catch (IOException e) {
      throw InvalidInputException.in(file, problem(e, header), e);
    }
  }

  /** Some rows, as wide as the image, of a TIFF, BMP or JPEG file without colour profiles. */
  static FilePixels rows(ImageInputStream in, ImageHeader header, Region rows) throws IOException {
    return RasterPixels.of(decode(in, readerOf(header.format()), header, rows));
  }

  private static ImageReaderSpi readerOf(ImageFormat format) {
    return switch (format) {
      case JPEG -> ForeignReaders.JPEG;
      case BMP -> ForeignReaders.BMP;
      case TIFF_LITTLE_ENDIAN, TIFF_BIG_ENDIAN -> ForeignReaders.TIFF;
      case PNG -> throw new IllegalArgumentException("PNG has a decoder of its own");
    };
  }

  /** All bytes; of a long file only where its header promises as many pixels. */
  private static byte[] read(Path file, long pixelLimit) {
    try {
      long length = Files.size(file);
      if (length > OVERHEAD_BYTES) {
        requireFitting(file, length, ImageHeader.read(file, pixelLimit));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  private static void requireFitting(Path file, long length, ImageHeader header) {
    if (length > 8 * header.size().pixels() + OVERHEAD_BYTES || length > Integer.MAX_VALUE - 8) {
      throw InvalidInputException.in(
          file, "is " + length + " bytes long, too long for " + header.size() + " pixels");
    }
  }

  private static FilePixels decode(byte[] bytes, ImageInputStream in, ImageHeader header)
      throws IOException {
    return switch (header.format()) {
      case PNG -> PngDecoder.decode(bytes);
      case JPEG -> decodeJpeg(bytes, in);
      case TIFF_LITTLE_ENDIAN, TIFF_BIG_ENDIAN, BMP ->
          rows(in, header, Region.whole(header.size()));
    };
  }

  private static FilePixels decodeJpeg(byte[] bytes, ImageInputStream in) throws IOException {
    JpegSegments segments = JpegSegments.read(in);
    byte[] plain = plainJpeg(bytes, segments);
    try (ImageInputStream stream = new MemoryStream(plain)) {
      return rows(stream, segments.header(), Region.whole(segments.header().size()));
    }
  }

  /** A JPEG file that is complete, without its colour profiles. */
  static byte[] plainJpeg(byte[] bytes, JpegSegments segments) throws DamagedImageException {
    if (!segments.isComplete(bytes)) {
      throw new DamagedImageException("is truncated: its JPEG end marker is missing");
    }
    return segments.withoutProfiles(bytes);
  }

  private static BufferedImage decode(
      ImageInputStream in, ImageReaderSpi spi, ImageHeader header, Region rows) throws IOException {
    ImageReader reader = spi.createReaderInstance();
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
      for (String warning : warnings) {
        if (warning.contains("orrupt") || warning.contains("remature")) {
          throw new DamagedImageException("is damaged: " + warning);
        }
      }
      if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
        throw new DamagedImageException(
            "is damaged: its header promises "
                + size
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

  /** What a failed decoder says, in the words of the other checks. */
  static String problem(IOException e, ImageHeader header) {
    if (e instanceof DamagedImageException) {
      return e.getMessage();
    }
    if (e instanceof EOFException) {
      return "is truncated: its pixels end too early";
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "cannot be decoded as " + header.format() + ": " + reason;
  }
}
