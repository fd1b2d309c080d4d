package org.bis5k.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/** A report's text in UTF-8, written as a whole or not at all, its folder made where missing. */
final class ReportFile {

  private ReportFile() {}

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
