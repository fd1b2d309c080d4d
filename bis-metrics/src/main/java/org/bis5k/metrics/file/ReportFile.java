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
 * Files of results. A file is written completely or not at all, in UTF-8; a missing folder is
 * created. Temporary files that killed processes left of the same file are deleted.
 */
public final class ReportFile {

  private ReportFile() {}

  /** Writes the content of a file piece by piece. */
  @FunctionalInterface
  public interface Text {

    /**
     * Writes the whole content.
     *
     * @param writer the file, encoded as UTF-8
     * @throws IOException if writing fails
     */
    void writeTo(Writer writer) throws IOException;
  }

  /** Refuses a file that is missing or a folder. */
  static void requireFile(Path file) {
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
    AtomicFile.discardAbandoned(file);
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          text.writeTo(writer);
          writer.flush();
        });
  }
}
