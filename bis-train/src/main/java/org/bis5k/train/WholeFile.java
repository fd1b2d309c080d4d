package org.bis5k.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.bis5k.data.InvalidInputException;

/** Writes small files so that they are whole or absent. */
final class WholeFile {

  private WholeFile() {}

  /** Writes under a temporary name beside the target, forces it to the disk, and moves it there. */
  static void write(Path target, byte[] content) {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(temporary, target);
    } catch (IOException e) {
      InvalidInputException failure =
          InvalidInputException.in(target, "cannot be written: " + e, e);
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  /** Moves in one step, over whatever stands there. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
