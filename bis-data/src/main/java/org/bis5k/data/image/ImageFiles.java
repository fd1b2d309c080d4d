package org.bis5k.data.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * Reads and writes image files. Formats: PNG, JPEG, TIFF (the first page) and BMP, grey, RGB or
 * with a palette, up to 8 bits per sample.
 *
 * <p>Samples are taken as the file stores them: alpha is dropped, palettes are expanded, no gamma
 * and no colour profile is applied. Images of 16 bits per sample, CMYK images and damaged files are
 * refused with an error that names the file. A file whose header declares more pixels than the
 * limit is refused before memory is allocated for them.
 */
public final class ImageFiles {

  /** The most pixels that are read unless a call sets another limit: the limit of Pillow. */
  public static final long DEFAULT_PIXEL_LIMIT = 178_956_970;

  private static final Set<String> SUFFIXES =
      Set.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp");

  private ImageFiles() {}

  /**
   * Lists the image files of a folder by their suffix: .png, .jpg, .jpeg, .tif, .tiff or .bmp in
   * upper or lower case.
   *
   * <p>The folder may be a symbolic link. A file in it may be a link only to another file in the
   * folder, so that a data set cannot refer to files outside it.
   *
   * @param folder a folder; subfolders and hidden files are not listed
   * @return the files, sorted by name
   * @throws InvalidInputException if the folder does not exist or cannot be read, or a file in it
   *     is a symbolic link out of it
   */
  public static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw InvalidInputException.in(
          folder, Files.exists(folder) ? "is not a folder" : "this folder does not exist");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> images =
          files
              .filter(file -> isImage(file.getFileName().toString()) && Files.isRegularFile(file))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      for (Path image : images) {
        requireInside(folder, image);
      }
      return images;
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "cannot be listed: " + e, e);
    }
  }

  private static void requireInside(Path folder, Path file) throws IOException {
    if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
      throw InvalidInputException.in(
          file,
          "is a symbolic link out of its folder, to %s; copy the file here, or name its folder"
              .formatted(file.toRealPath()));
    }
  }

  /**
   * Reads the height and width from a file's header.
   *
   * @param file an image file
   * @return the size in pixels
   * @throws InvalidInputException if the file is missing, or if its header shows that it is
   *     damaged, of an unsupported kind or larger than {@link #DEFAULT_PIXEL_LIMIT}
   */
  public static Size readSize(Path file) {
    return ImageHeader.read(file, DEFAULT_PIXEL_LIMIT).size();
  }

  /**
   * Reads a file as RGB. Grey is repeated in all channels.
   *
   * @param file an image file
   * @return the image, 8-bit RGB
   * @throws InvalidInputException if the file is missing, damaged or of an unsupported kind
   */
  public static RgbImage readRgb(Path file) {
    return readRgb(file, DEFAULT_PIXEL_LIMIT);
  }

  /**
   * As {@link #readRgb(Path)} with another limit.
   *
   * @param file an image file
   * @param pixelLimit the most pixels to read, 1 to 715,827,882 (a third of the largest array)
   * @return the image, 8-bit RGB
   * @throws InvalidInputException if the file is missing, damaged, of an unsupported kind or larger
   *     than the limit
   */
  public static RgbImage readRgb(Path file, long pixelLimit) {
    return ImageDecoder.decode(file, checked(pixelLimit)).toRgb();
  }

  /**
   * Reads a file as grey. Colours become (19595 R + 38470 G + 7471 B + 32768) &gt;&gt; 16, as in
   * Pillow's {@code convert("L")}.
   *
   * @param file an image file, for example a mask
   * @return the image, 8-bit grey
   * @throws InvalidInputException if the file is missing, damaged or of an unsupported kind
   */
  public static GreyImage readGrey(Path file) {
    return readGrey(file, DEFAULT_PIXEL_LIMIT);
  }

  /**
   * As {@link #readGrey(Path)} with another limit.
   *
   * @param file an image file, for example a mask
   * @param pixelLimit the most pixels to read, 1 to 715,827,882 (a third of the largest array)
   * @return the image, 8-bit grey
   * @throws InvalidInputException if the file is missing, damaged, of an unsupported kind or larger
   *     than the limit
   */
  public static GreyImage readGrey(Path file, long pixelLimit) {
    return ImageDecoder.decode(file, checked(pixelLimit)).toGrey();
  }

  /**
   * Reads the first channel of a file, grey or red, as evaluation reads ground truths and
   * predictions.
   *
   * @param file an image file
   * @return the channel, 8 bits
   * @throws InvalidInputException if the file is missing, damaged or of an unsupported kind
   */
  public static GreyImage readFirstChannel(Path file) {
    return ImageDecoder.decode(file, DEFAULT_PIXEL_LIMIT).firstChannel();
  }

  /**
   * Reads the samples of a file, for callers that need them both as RGB and as grey.
   *
   * @param file an image file
   * @param pixelLimit the most pixels to read, 1 to 715,827,882 (a third of the largest array)
   * @return the samples as the file holds them
   * @throws InvalidInputException if the file is missing, damaged, of an unsupported kind or larger
   *     than the limit
   */
  public static FilePixels readPixels(Path file, long pixelLimit) {
    return ImageDecoder.decode(file, checked(pixelLimit));
  }

  /**
   * Reads the meaning of the samples from a file's header.
   *
   * @param file an image file
   * @param pixelLimit the most pixels that the header may declare
   * @return one of "grey", "RGB", "palette", "grey and alpha", "RGB and alpha"
   * @throws InvalidInputException if the file is missing, or if its header shows that it is
   *     damaged, of an unsupported kind or larger than the limit
   */
  public static String readColours(Path file, long pixelLimit) {
    return ImageHeader.read(file, pixelLimit).colours();
  }

  /**
   * Writes an RGB image as PNG. The file appears complete or not at all.
   *
   * @param image the image
   * @param png the file, with the suffix .png; an existing file is replaced
   * @throws InvalidInputException if it cannot be written
   */
  public static void write(RgbImage image, Path png) {
    write(image.size(), 3, image.samples(), png);
  }

  /**
   * Writes a grey image as PNG. The file appears complete or not at all.
   *
   * @param image the image
   * @param png the file, with the suffix .png; an existing file is replaced
   * @throws InvalidInputException if it cannot be written
   */
  public static void write(GreyImage image, Path png) {
    write(image.size(), 1, image.samples(), png);
  }

  /**
   * Encodes an RGB image as PNG in memory.
   *
   * @param image the image
   * @return the bytes of a PNG file
   */
  public static byte[] png(RgbImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PngWriter.encode(image.size(), 3, image.samples(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("An image could not be encoded in memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes an RGB image with transparency as PNG. The file appears complete or not at all.
   *
   * @param image the colours
   * @param alpha the opacity of each pixel, 0 to 255, of the same size
   * @param png the file, with the suffix .png; an existing file is replaced
   * @throws InvalidInputException if it cannot be written
   * @throws IllegalArgumentException if the sizes differ
   */
  public static void writeRgba(RgbImage image, GreyImage alpha, Path png) {
    if (!image.size().equals(alpha.size())) {
      throw new IllegalArgumentException(
          "Image and alpha differ in size: " + image.size() + " and " + alpha.size());
    }
    int pixels = alpha.samples().length;
    byte[] rgba = new byte[Math.multiplyExact(4, pixels)];
    for (int i = 0; i < pixels; i++) {
      System.arraycopy(image.samples(), 3 * i, rgba, 4 * i, 3);
      rgba[4 * i + 3] = alpha.samples()[i];
    }
    write(image.size(), 4, rgba, png);
  }

  /**
   * The name of a file without its last suffix. Images, masks and predictions with equal stems
   * belong together.
   *
   * @param file a file
   * @return the stem; the whole name if there is no suffix
   */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Whether a file name has the suffix of an image. */
  static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && name.charAt(0) != '.'
        && SUFFIXES.contains(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  private static void write(Size size, int channels, byte[] samples, Path png) {
    if (!png.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException("Only PNG is written; found the file name " + png);
    }
    AtomicFile.write(png, out -> PngWriter.encode(size, channels, samples, out));
  }

  private static long checked(long pixelLimit) {
    if (pixelLimit < 1 || pixelLimit > Integer.MAX_VALUE / 3) {
      throw new IllegalArgumentException(
          "A pixel limit lies in 1 to " + Integer.MAX_VALUE / 3 + "; found " + pixelLimit);
    }
    return pixelLimit;
  }
}
