package org.bis5k.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.bis5k.data.InvalidInputException;

/**
 * Writes a file so that it is either complete or absent: under a temporary name in the same folder,
 * forced to the disk, then moved over the target in one step.
 */
final class AtomicFile {

  /** What fills the file. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  static void write(Path target, Content content) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw InvalidInputException.in(target, "cannot be written: its folder does not exist");
    }
    if (Files.isDirectory(target)) {
      throw InvalidInputException.in(target, "cannot be written: it is a folder");
    }
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      remove(temporary, e);
      throw InvalidInputException.in(target, "cannot be written: " + e, e);
    } catch (RuntimeException | Error e) {
      remove(temporary, e);
      throw e;
    }
  }

  private static void remove(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes all that remains in a buffer. */
  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
