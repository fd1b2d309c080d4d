package org.bis5k.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name in the same folder,
 * then moved in one step. A failure leaves what was there before.
 */
public final class AtomicFile {

  private static final AtomicLong COUNT = new AtomicLong();

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out a buffered stream, which the caller closes
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param file the file; its folder must exist
   * @param content what to write
   * @throws InvalidInputException if the folder is missing or cannot be written to
   */
  public static void write(Path file, Content content) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw InvalidInputException.in(file, "cannot be written: its folder does not exist");
    }
    long process = ProcessHandle.current().pid();
    Path temporary =
        folder.resolve(
            "." + file.getFileName() + "." + process + "-" + COUNT.incrementAndGet() + ".tmp");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      discard(temporary, e);
      if (e instanceof IOException) {
        throw InvalidInputException.in(file, "cannot be written: " + e, e);
      }
      throw (RuntimeException) e;
    }
  }

  private static void discard(Path temporary, Exception failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
