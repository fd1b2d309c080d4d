package org.bis5k.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file in one step: under a temporary name in the same folder, then moved, so that no
 * reader sees half of it. A failure leaves what was there before.
 *
 * <p>Temporary files are called {@code .NAME.PROCESS-MACHINE_NUMBER.tmp}, where a NAME of more than
 * 200 bytes is cut. A process that is killed leaves them behind; {@link #removeLeftovers} and
 * {@link #discardAbandoned} delete them once their process no longer runs.
 */
public final class AtomicFile {

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

  /** Writes the content of a file that must survive a power failure. */
  @FunctionalInterface
  public interface ChannelContent {

    /**
     * Writes everything.
     *
     * @param channel an empty file, which the caller forces to the disk and closes
     * @throws IOException if writing fails
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param file the file; its folder must exist
   * @param content what to write
   * @throws InvalidInputException if the folder is missing or cannot be written to
   */
  public static void write(Path file, Content content) {
    replace(file, temporary -> fill(temporary, content));
  }

  static void fill(Path file, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16)) {
      content.writeTo(out);
    }
  }

  /**
   * Writes a file, replacing one of the same name, and forces it to the disk before it takes that
   * name, and the name after it.
   *
   * @param file the file; its folder must exist
   * @param content what to write
   * @throws InvalidInputException if the folder is missing or cannot be written to
   */
  public static void writeDurably(Path file, ChannelContent content) {
    replace(
        file,
        temporary -> {
          try (FileChannel channel =
              FileChannel.open(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
          }
        });
    forceFolder(file.toAbsolutePath().getParent());
  }

  /** Forces the new name to the disk, where the system opens folders for that (not Windows). */
  private static void forceFolder(Path folder) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "cannot be forced to the disk: " + e, e);
    }
  }

  /**
   * Writes all that remains in a buffer, however many turns the channel takes.
   *
   * @param channel where to write
   * @param bytes what to write; has no remaining bytes afterwards
   * @throws IOException if writing fails
   */
  public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * A temporary name beside a file for data that a process keeps there while it makes the file. It
   * is recognised as a leftover like those of this class.
   *
   * @param file the file that is being made
   * @param purpose letters and digits that tell the data from other temporary files of the file
   * @return the name; the caller creates and deletes the file
   */
  public static Path temporary(Path file, String purpose) {
    return TemporaryName.of(file, purpose);
  }

  /**
   * Deletes the temporary files that killed processes left behind when they wrote a file. A
   * temporary file stays if its process still runs on this machine, or if another machine that
   * shares the folder wrote to it within the last hour.
   *
   * @param file the file, which need not exist; its folder must
   * @throws InvalidInputException if the folder cannot be listed or a leftover cannot be deleted
   */
  public static void discardAbandoned(Path file) {
    try {
      TemporaryName.removeOf(file);
    } catch (IOException e) {
      throw notRemoved(file.toAbsolutePath().getParent(), e);
    }
  }

  /**
   * Deletes the temporary files that killed processes left behind in a folder, whatever file they
   * wrote, by the rule of {@link #discardAbandoned}.
   *
   * @param folder the folder; if it does not exist, nothing happens
   * @throws InvalidInputException if the folder cannot be listed or a leftover cannot be deleted
   */
  public static void removeLeftovers(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      TemporaryName.removeIn(folder);
    } catch (IOException e) {
      throw notRemoved(folder, e);
    }
  }

  private static InvalidInputException notRemoved(Path folder, IOException e) {
    return InvalidInputException.in(
        folder, "temporary files of an earlier process cannot be deleted: " + e, e);
  }

  private interface Filling {
    void fill(Path temporary) throws IOException;
  }

  private static void replace(Path file, Filling filling) {
    requireReplaceable(file);
    Path temporary = TemporaryName.next(file);
    try {
      filling.fill(temporary);
      move(temporary, file);
    } catch (IOException e) {
      discard(temporary, e);
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
  }

  static void requireReplaceable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw InvalidInputException.in(file, "cannot be written: its folder does not exist");
    }
    if (Files.isDirectory(file)) {
      throw InvalidInputException.in(file, "cannot be written: it is a folder");
    }
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
