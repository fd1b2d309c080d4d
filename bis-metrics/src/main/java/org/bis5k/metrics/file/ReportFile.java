package org.bis5k.metrics.file;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/**
 * A file of results: read only where it is there; written as a whole or not at all, as UTF-8, its
 * folder made where missing.
 */
public final class ReportFile {

  private ReportFile() {}

  /** Writes a text that is too long to be built first. */
  @FunctionalInterface
  public interface Text {

    /**
     * Writes the text.
     *
     * @param writer the file's content, encoded as UTF-8
     * @throws IOException if the text cannot be written
     */
    void writeTo(Writer writer) throws IOException;
  }

  /** Refuses to read what is not there or is no file. */
  static void requireThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.in(
          file, Files.exists(file) ? "expected a file; found a folder" : "does not exist");
    }
  }

  /**
   * Writes a text.
   *
   * @param file the file, replaced if it exists
   * @param text the whole content
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, String text) {
    write(file, writer -> writer.write(text));
  }

  /**
   * Writes a text piece by piece.
   *
   * @param file the file, replaced if it exists
   * @param text writes the content
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, Text text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          text.writeTo(writer);
          writer.flush();
        });
  }
}
