package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;

/** Decodes whole files. Every failure becomes an error that names the file. */
final class ImageDecoder {

  /** No format needs more than this beside its pixels, uncompressed. */
  private static final long OVERHEAD_BYTES = 64L << 20;

  private ImageDecoder() {}

  /**
   * Decodes a PNG, JPEG, TIFF (its first page) or BMP file.
   *
   * @throws InvalidInputException if the file is missing, damaged, of an unsupported kind or larger
   *     than the limit
   */
  static FilePixels decode(Path file, long pixelLimit) {
    ImageHeader.requireFile(file);
    byte[] bytes = read(file, pixelLimit);
    ImageInputStream in = new MemoryStream(bytes);
    ImageHeader header = ImageHeader.read(file, in, pixelLimit);
    requireFitting(file, bytes.length, header);
    try {
      return switch (header.format()) {
        case PNG -> PngReader.decode(bytes);
        case JPEG -> decodeJpeg(bytes, in);
        case TIFF -> decodeTiff(in, header);
        case BMP -> ImageIoDecoder.rows(in, header, Region.whole(header.size()));
      };
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofPixels(e, header.format()), e);
    }
  }

  /** Reads all bytes; of a long file only if its header declares a corresponding size. */
  static byte[] read(Path file, long pixelLimit) {
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

  private static FilePixels decodeTiff(ImageInputStream in, ImageHeader header) throws IOException {
    TiffFile.requireTiles(in, header.size());
    in.seek(0);
    return ImageIoDecoder.rows(in, header, Region.whole(header.size()));
  }

  private static FilePixels decodeJpeg(byte[] bytes, ImageInputStream in) throws IOException {
    JpegSegments segments = JpegSegments.read(in);
    ImageHeader header = segments.header();
    try (ImageInputStream plain = new MemoryStream(segments.withoutProfiles(bytes))) {
      return ImageIoDecoder.rows(plain, header, Region.whole(header.size()));
    }
  }
}
