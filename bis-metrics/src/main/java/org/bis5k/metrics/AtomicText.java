package org.bis5k.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bis5k.data.InvalidInputException;

/** Writes a text file as a whole or not at all. */
final class AtomicText {

  private AtomicText() {}

  /** Writes UTF-8; a reader sees the old file or the new one, never a part. */
  static void write(Path file, String text) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
      try {
        Files.writeString(part, text);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written (" + e + ")", e);
    }
  }
}
