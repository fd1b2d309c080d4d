package org.bis5k.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/** Folders that results go to; made where they are missing. */
final class OutputFolder {

  private OutputFolder() {}

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "this folder cannot be made: " + e, e);
    }
  }

  /** Makes the folder of a file. */
  static void makeFor(Path file) {
    make(file.toAbsolutePath().getParent());
  }
}
