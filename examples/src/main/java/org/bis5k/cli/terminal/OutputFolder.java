package org.bis5k.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/** Creates the folders that results are written to. */
public final class OutputFolder {

  private OutputFolder() {}

  /**
   * Creates a folder and its parents. In an existing folder, temporary files of processes that were
   * killed are deleted.
   *
   * @param folder the folder
   * @throws InvalidInputException if it cannot be created
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "this folder cannot be made: " + e, e);
    }
    AtomicFile.removeLeftovers(folder);
  }

  /**
   * Creates the folder that a file will be written to.
   *
   * @param file the file
   * @throws InvalidInputException if its folder cannot be created
   */
  public static void makeFor(Path file) {
    make(file.toAbsolutePath().getParent());
  }
}
