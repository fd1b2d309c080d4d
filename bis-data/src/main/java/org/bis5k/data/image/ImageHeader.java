package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * What the first bytes of an image file promise; read before any pixel is, and with nothing
 * allocated that depends on the promised size.
 *
 * @param format the file format
 * @param size height and width
 * @param bits bits per sample, the largest of all channels
 * @param colours what the samples mean, in words: "grey", "RGB", "CMYK" …
 */
record ImageHeader(ImageFormat format, Size size, int bits, String colours) {

  /**
   * Reads a file's header.
   *
   * @param pixelLimit the most pixels that the header may declare
   * @throws InvalidInputException if the file is missing, if its header is damaged, or if it
   *     declares more pixels than the limit or samples of an unsupported kind
   */
  static ImageHeader read(Path file, long pixelLimit) {
    requireFile(file);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return read(file, in, pixelLimit);
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofHeader(e), e);
    }
  }

  /** As {@link #read(Path, long)}, from a stream over the whole file. */
  static ImageHeader read(Path file, ImageInputStream in, long pixelLimit) {
    ImageHeader header;
    try {
      ImageFormat format =
          ImageFormat.of(in)
              .orElseThrow(
                  () ->
                      new DamagedImageException(
                          "is no PNG, JPEG, TIFF or BMP file (told by its first bytes)"));
      in.seek(0);
      header =
          switch (format) {
            case PNG -> PngHeader.read(in).toImageHeader();
            case JPEG -> JpegSegments.read(in).header();
            case TIFF -> TiffFile.header(in);
            case BMP -> BmpHeader.read(in);
          };
      in.seek(0);
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofHeader(e), e);
    }
    header.check(file, pixelLimit);
    return header;
  }

  private void check(Path file, long pixelLimit) {
    if (size.pixels() > pixelLimit) {
      throw InvalidInputException.in(
          file,
          "its header promises %s = %d pixels; at most %d are read (raise the pixel limit if the image is what you want)"
              .formatted(size, size.pixels(), pixelLimit));
    }
    try {
      requireReadable();
    } catch (DamagedImageException e) {
      throw InvalidInputException.in(file, e.getMessage(), e);
    }
  }

  /** Refuses samples and colours that no reader here takes. */
  void requireReadable() throws DamagedImageException {
    if (bits > 8) {
      throw new DamagedImageException(
          "has " + bits + " bits per sample; expected 8. Save it as an 8-bit image");
    }
    if (colours.equals("CMYK") || colours.equals("Lab")) {
      throw new DamagedImageException(
          "is a " + colours + " image; expected RGB or grey. Save it as RGB");
    }
  }

  /** Refuses what is not there or is no plain file. */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw InvalidInputException.in(file, "does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.in(file, "expected an image file; found a folder");
    }
  }

  /** The sides as a size; a side out of range means a damaged header. */
  static Size sizeOf(long height, long width) throws DamagedImageException {
    if (height < 1 || width < 1 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "is damaged: its header promises height " + height + ", width " + width);
    }
    return new Size((int) height, (int) width);
  }
}
