package org.bis5k.data.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.AtomicFiles;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.TextFile;
import org.bis5k.data.image.ImageFiles;

/**
 * A list file: one pair a line, the image and its mask separated by a tab, in UTF-8. Relative paths
 * start at the folder of the list; empty lines and lines that begin with {@code #} are ignored. A
 * list file whose name ends in .txt can be given in place of a folder with {@code images} and
 * {@code masks}.
 */
public final class PairList {

  /** Enough for a million pairs. */
  private static final int MOST_BYTES = 256 << 20;

  /** Two paths of the greatest length that Linux takes. */
  private static final int LONGEST_LINE = 2 * 4096 + 1;

  private PairList() {}

  /** Whether a path is a file with the suffix of a list. */
  static boolean isList(Path path) {
    return Files.isRegularFile(path)
        && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".txt");
  }

  /**
   * The images of a folder or of a list file.
   *
   * @param source a folder of images, or a list file
   * @return the images, those of a folder sorted by name
   * @throws InvalidInputException if the source cannot be read
   */
  public static List<Path> images(Path source) {
    return isList(source)
        ? read(source).stream().map(ImageMaskPair::image).toList()
        : ImageFiles.list(source);
  }

  /**
   * Reads a list file.
   *
   * @param list the file
   * @return its pairs, in its order; the files they name may be missing
   * @throws InvalidInputException if the file cannot be read or a line is no pair
   */
  public static List<ImageMaskPair> read(Path list) {
    List<ImageMaskPair> pairs = new ArrayList<>();
    int number = 0;
    for (String line : TextFile.read(list, MOST_BYTES, "a list of files").lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        pairs.add(pair(list, number, line));
      }
    }
    if (pairs.isEmpty()) {
      throw InvalidInputException.in(list, "this list file names no image");
    }
    return List.copyOf(pairs);
  }

  /**
   * A list file to be written.
   *
   * @param file the file; its folder must exist
   * @param pairs what to list, in this order; paths become relative to the list's folder where they
   *     can
   */
  public record Listing(Path file, List<ImageMaskPair> pairs) {

    /**
     * Copies the pairs.
     *
     * @param file the file
     * @param pairs what to list
     */
    public Listing {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * Writes a list file, as a whole or not at all.
   *
   * @param list the file, replaced if it exists; its folder must exist
   * @param pairs what to list, in this order; paths become relative to the list's folder where they
   *     can
   * @throws InvalidInputException if the file cannot be written, or a path holds a tab or a line
   *     break
   */
  public static void write(Path list, List<ImageMaskPair> pairs) {
    writeAll(List.of(new Listing(list, pairs)));
  }

  /**
   * Writes list files that belong together, such as those of a split: all of them or none.
   *
   * @param listings the files, replaced if they exist
   * @throws InvalidInputException if a file cannot be written, or a path holds a tab or a line
   *     break; then all files are as they were before
   */
  public static void writeAll(List<Listing> listings) {
    List<AtomicFiles.Part> parts = new ArrayList<>();
    for (Listing listing : listings) {
      byte[] text = text(listing).getBytes(StandardCharsets.UTF_8);
      parts.add(new AtomicFiles.Part(listing.file(), out -> out.write(text)));
    }
    AtomicFiles.write(parts);
  }

  private static String text(Listing listing) {
    StringBuilder text = new StringBuilder("# image\tmask\n");
    for (ImageMaskPair pair : listing.pairs()) {
      text.append(entry(listing.file(), pair.image())).append('\t');
      text.append(entry(listing.file(), pair.mask())).append('\n');
    }
    return text.toString();
  }

  private static ImageMaskPair pair(Path list, int number, String line) {
    if (line.length() > LONGEST_LINE) {
      throw InvalidInputException.in(
          list,
          "line %d: expected at most %d characters; found %d"
              .formatted(number, LONGEST_LINE, line.length()));
    }
    String[] files = line.split("\t", -1);
    if (files.length != 2 || files[0].isBlank() || files[1].isBlank()) {
      throw InvalidInputException.in(
          list,
          "line %d: expected image, tab, mask; found \"%s\""
              .formatted(number, line.length() > 200 ? PlainText.excerpt(line) : line));
    }
    try {
      return ImageMaskPair.of(list.resolveSibling(files[0]), list.resolveSibling(files[1]));
    } catch (InvalidPathException e) {
      throw InvalidInputException.in(
          list,
          "line %d: not a valid file name: %s".formatted(number, PlainText.excerpt(e.toString())),
          e);
    }
  }

  private static String entry(Path list, Path file) {
    String text = relative(list, file).toString();
    if (text.matches("(?s).*[\t\n\r].*")) {
      throw InvalidInputException.in(
          file, "its name holds a tab or a line break, which a list file cannot hold; rename it");
    }
    return text.startsWith("#") ? "./" + text : text;
  }

  /** Links in either path are resolved first: going up by ".." is wrong across them. */
  private static Path relative(Path list, Path file) {
    try {
      Path folder = list.toAbsolutePath().getParent().toRealPath();
      Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
      return folder.getRoot().equals(real.getRoot()) ? folder.relativize(real) : real;
    } catch (IOException e) {
      throw InvalidInputException.in(list, "cannot be written: " + e, e);
    }
  }
}
