package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * The header of an image file. It is read before the pixels, without memory that depends on the
 * size that it declares.
 *
 * @param format the file format
 * @param size height and width
 * @param bits bits per sample, the largest of all channels
 * @param colours the meaning of the samples, for example "grey", "RGB" or "CMYK"
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
                          "is not a PNG, JPEG, TIFF or BMP file (according to its first bytes)"));
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
          "its header declares %s = %d pixels; at most %d are read (raise the pixel limit to read it)"
              .formatted(size, size.pixels(), pixelLimit));
    }
    try {
      requireReadable();
    } catch (DamagedImageException e) {
      throw InvalidInputException.in(file, e.getMessage(), e);
    }
  }

  /** Refuses samples and colours that are not supported. */
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

  /** Refuses a missing file and a folder. */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw InvalidInputException.in(file, "does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.in(file, "expected an image file; found a folder");
    }
  }

  /** The size, checked for sides that are not positive or do not fit into an int. */
  static Size sizeOf(long height, long width) throws DamagedImageException {
    if (height < 1 || width < 1 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "is damaged: its header declares height " + height + ", width " + width);
    }
    return new Size((int) height, (int) width);
  }
}
