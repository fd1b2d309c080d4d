package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * Writes 8-bit grey images that need not fit into memory, row by row: PNG, or TIFF in tiles of
 * 256x256 pixels, compressed by Deflate, which slide viewers read by regions. The file appears
 * whole or not at all.
 */
public final class StreamedImage {

  private StreamedImage() {}

  /** Accepts the rows of an image one after the other, from the top. */
  @FunctionalInterface
  public interface RowSink {

    /**
     * Writes the next row.
     *
     * @param samples one unsigned byte per pixel; not kept
     * @throws IOException if the row cannot be written
     * @throws IllegalArgumentException if the row has another length than the image's width, or the
     *     image has all its rows
     */
    void row(byte[] samples) throws IOException;
  }

  /** Produces the rows of an image. */
  @FunctionalInterface
  public interface Content {

    /**
     * Passes on every row.
     *
     * @param rows accepts as many rows as the image has
     * @throws IOException if a row cannot be written
     */
    void writeTo(RowSink rows) throws IOException;
  }

  /**
   * Writes a file. An existing file is replaced.
   *
   * @param file the file, with the suffix .png, .tif or .tiff, in an existing folder
   * @param size height and width of the image
   * @param micrometresPerPixel for the resolution tags of a TIFF file, which are left out if empty
   * @param content produces the rows
   * @throws InvalidInputException if the file cannot be written, or has another suffix
   * @throws IllegalArgumentException if there are fewer or more rows, or a row is shorter or longer
   */
  public static void write(
      Path file, Size size, OptionalDouble micrometresPerPixel, Content content) {
    requireWritable(file);
    if (isPng(file)) {
      AtomicFile.write(
          file,
          out -> {
            try (PngWriter rows = PngWriter.ofRows(out, size)) {
              content.writeTo(rows);
              rows.finish();
            }
          });
    } else {
      AtomicFile.writeDurably(
          file,
          channel -> {
            try (TiffWriter rows = new TiffWriter(channel, size)) {
              content.writeTo(rows);
              rows.finish(micrometresPerPixel);
            }
          });
    }
  }

  /**
   * Checks the suffix of a file that is going to be written.
   *
   * @param file the file, which need not exist
   * @throws InvalidInputException if it ends with another suffix than .png, .tif or .tiff
   */
  public static void requireWritable(Path file) {
    String name = name(file);
    if (!isPng(file) && !name.endsWith(".tif") && !name.endsWith(".tiff")) {
      throw InvalidInputException.in(
          file, "results are written as .png, .tif or .tiff; choose one of these suffixes");
    }
  }

  private static boolean isPng(Path file) {
    return name(file).endsWith(".png");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** Refuses a row of another length than the width, and rows beyond the height. */
  static void requireRow(int row, byte[] samples, Size size) {
    if (row >= size.height() || samples.length != size.width()) {
      throw new IllegalArgumentException(
          "Row " + row + " of " + samples.length + " samples for an image of " + size);
    }
  }

  /** Refuses an image with missing rows. */
  static void requireAll(int rows, Size size) {
    if (rows != size.height()) {
      throw new IllegalArgumentException(rows + " rows for an image of " + size);
    }
  }
}
