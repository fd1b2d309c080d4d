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
 * Reads and writes image files: PNG, JPEG, TIFF (its first page) and BMP of 8 bits per sample,
 * grey, coloured or with a palette. Samples are taken as the file stores them: alpha is dropped,
 * palettes are expanded, no gamma and no colour profile is applied. Images of 16 bits, CMYK images
 * and damaged files are refused by name, and so is, before anything is allocated, a file whose
 * header promises more pixels than the limit.
 */
public final class ImageFiles {

  /** The most pixels that are read unless a call says otherwise: Pillow's own limit. */
  public static final long DEFAULT_PIXEL_LIMIT = 178_956_970;

  private static final Set<String> SUFFIXES =
      Set.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp");

  private ImageFiles() {}

  /**
   * The image files of a folder, told by suffix (.png, .jpg, .jpeg, .tif, .tiff, .bmp in any case).
   * The folder may be a symbolic link, a file in it only to another file in it: a data set from
   * elsewhere shall not bring in files that it does not hold.
   *
   * @param folder a folder; its subfolders and hidden files are left out
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
          "is a symbolic link out of its folder, to "
              + file.toRealPath()
              + "; copy the file here, or name the folder that it lies in");
    }
  }

  /**
   * Height and width, from the header alone.
   *
   * @param file an image file
   * @return the size in pixels
   * @throws InvalidInputException if the file is missing, or if its header alone tells that no
   *     method here reads it
   */
  public static Size readSize(Path file) {
    return ImageHeader.read(file, DEFAULT_PIXEL_LIMIT).size();
  }

  /**
   * A file as RGB; grey is repeated in all channels.
   *
   * @param file an image file
   * @return the image, 8-bit RGB
   * @throws InvalidInputException if the file is missing, damaged or of an unsupported kind
   */
  public static RgbImage readRgb(Path file) {
    return readRgb(file, DEFAULT_PIXEL_LIMIT);
  }

  /**
   * A file as RGB; grey is repeated in all channels.
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
   * A file as grey; colours become (19595 R + 38470 G + 7471 B + 32768) &gt;&gt; 16, which is
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
   * A file's first channel, grey or red: how truths and predictions are read to be scored.
   *
   * @param file an image file
   * @return the channel, 8 bits
   * @throws InvalidInputException if the file is missing, damaged or of an unsupported kind
   */
  public static GreyImage readFirstChannel(Path file) {
    return ImageDecoder.decode(file, DEFAULT_PIXEL_LIMIT).firstChannel();
  }

  /**
   * A file's samples, for callers that use them in several ways.
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
   * What the samples of a file mean, from its header alone.
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
   * Writes an RGB image; the file appears whole or not at all.
   *
   * @param image what to write
   * @param png the file, its suffix .png; one of that name is replaced
   * @throws InvalidInputException if it cannot be written
   */
  public static void write(RgbImage image, Path png) {
    write(image.size(), 3, image.samples(), png);
  }

  /**
   * Writes a grey image; the file appears whole or not at all.
   *
   * @param image what to write
   * @param png the file, its suffix .png; one of that name is replaced
   * @throws InvalidInputException if it cannot be written
   */
  public static void write(GreyImage image, Path png) {
    write(image.size(), 1, image.samples(), png);
  }

  /**
   * The PNG file of an RGB image, in memory.
   *
   * @param image what to encode
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
   * Writes an RGB image with transparency; the file appears whole or not at all.
   *
   * @param image the colours
   * @param alpha the opacity, 0 to 255, of the same size
   * @param png the file, its suffix .png; one of that name is replaced
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
   * A file's name without its last suffix: what images, masks and predictions are paired by.
   *
   * @param file a file
   * @return its stem; the whole name if there is no suffix
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
