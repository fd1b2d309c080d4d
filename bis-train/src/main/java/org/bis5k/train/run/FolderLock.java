package org.bis5k.train.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.TextFile;

/**
 * The exclusive right of one process to write to a folder: a lock of the operating system on the
 * file {@code .lock}, which the system releases when the process ends in any way. The file is not
 * removed: otherwise two later processes could lock two different files.
 */
final class FolderLock implements AutoCloseable {

  private static final int LONGEST_OWNER = 4096;

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Acquires the lock or fails at once.
   *
   * @throws InvalidInputException if another run holds it, or the folder cannot be written to
   */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() == null) {
          throw InvalidInputException.in(
              folder, "another run is using the folder" + owner(file) + "; wait or stop it");
        }
        channel.truncate(0);
        String owner = "process " + ProcessHandle.current().pid() + "\n";
        AtomicFile.writeFully(channel, ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        return new FolderLock(folder, channel);
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw InvalidInputException.in(
            folder, "another run of this process is using the folder", e);
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "the run folder cannot be locked: " + e, e);
    }
  }

  /** The process that holds the lock; empty where the system does not let others read it. */
  private static String owner(Path file) {
    try {
      return " (" + TextFile.read(file, LONGEST_OWNER, "a lock").strip() + ")";
    } catch (InvalidInputException unreadable) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "cannot be unlocked: " + e, e);
    }
  }
}
