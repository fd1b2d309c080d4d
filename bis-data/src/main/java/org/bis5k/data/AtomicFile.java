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
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name in the same folder,
 * then moved in one step. A failure leaves what was there before.
 */
public final class AtomicFile {

  private static final AtomicLong COUNT = new AtomicLong();
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

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
    replace(
        file,
        temporary -> {
          try (OutputStream out =
              new BufferedOutputStream(
                  Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16)) {
            content.writeTo(out);
          }
        });
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
   * Deletes the temporary files that killed processes left behind when they wrote a file. What a
   * process of this machine, or in the last hour one of another that shares the folder, may still
   * be writing is left alone.
   *
   * @param file the file, which need not exist; its folder must
   * @throws InvalidInputException if the folder cannot be listed or a file in it not be deleted
   */
  public static void discardAbandoned(Path file) {
    Pattern temporary =
        Pattern.compile(Pattern.quote("." + file.getFileName() + ".") + "(\\d{1,18})-\\w+\\.tmp");
    Instant lately = Instant.now().minus(ABANDONED_AFTER);
    Path folder = file.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path left : files.toList()) {
        Matcher name = temporary.matcher(left.getFileName().toString());
        if (name.matches()
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
            && Files.getLastModifiedTime(left).toInstant().isBefore(lately)) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      throw InvalidInputException.in(
          folder, "what an earlier process left of " + file + " cannot be deleted: " + e, e);
    }
  }

  private interface Filling {
    void fill(Path temporary) throws IOException;
  }

  private static void replace(Path file, Filling filling) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw InvalidInputException.in(file, "cannot be written: its folder does not exist");
    }
    if (Files.isDirectory(file)) {
      throw InvalidInputException.in(file, "cannot be written: it is a folder");
    }
    long process = ProcessHandle.current().pid();
    Path temporary =
        folder.resolve(
            "." + file.getFileName() + "." + process + "-" + COUNT.incrementAndGet() + ".tmp");
    try {
      filling.fill(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(temporary, e);
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
