package org.bis5k.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;

/**
 * Random access to the bytes of a file that may be larger than an array. Small files are read at
 * once; larger ones are mapped, so that only what is used is read and nothing is copied. Every
 * range is checked against the file's length before memory is touched. The slices outlive {@link
 * #close}.
 */
final class FileBytes implements AutoCloseable {

  static final int READ_AT_ONCE = 1 << 20;
  private static final int MAX_MESSAGE = 2000;
  private static final long WINDOW = 1L << 30;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final Map<Long, ByteBuffer> windows = new HashMap<>();

  private FileBytes(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file) {
    if (Files.isDirectory(file)) {
      throw InvalidInputException.in(file, "expected a weight file; found a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw InvalidInputException.in(file, "expected a weight file; found no regular file");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      FileBytes bytes = new FileBytes(file, channel, channel.size());
      if (bytes.size <= READ_AT_ONCE) {
        bytes.windows.put(0L, bytes.readAll());
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw InvalidInputException.in(file, "there is no such file", e);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, channel);
      if (e instanceof InvalidInputException known) {
        throw known;
      }
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  private static void closeAfter(Exception failure, FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private ByteBuffer readAll() throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) size);
    while (all.hasRemaining()) {
      if (channel.read(all, all.position()) < 0) {
        throw InvalidInputException.in(
            file, "became shorter while it was read; expected " + size + " bytes");
      }
    }
    return all.flip();
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  /** A failure that names the file; what the file put into the text is tamed. */
  InvalidInputException fault(String problem) {
    String tame = problem.replaceAll("\\p{Cntrl}", "?");
    return InvalidInputException.in(
        file, tame.length() > MAX_MESSAGE ? tame.substring(0, MAX_MESSAGE) + "..." : tame);
  }

  /**
   * A read-only, little-endian view of a range.
   *
   * @param what what lies there, for the message
   */
  ByteBuffer slice(long offset, long length, String what) {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw fault(
          what
              + " would lie at byte "
              + offset
              + " and take "
              + length
              + " bytes, but the file has "
              + size
              + ": it is truncated or damaged");
    }
    if (length > Integer.MAX_VALUE) {
      throw fault(what + " takes " + length + " bytes; at most 2147483647 can be read as one");
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    try {
      return view(offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private ByteBuffer view(long offset, int length) throws IOException {
    long start = offset / WINDOW * WINDOW;
    long end = Math.min(size, start + WINDOW);
    if (offset + length > end) {
      return channel.map(MapMode.READ_ONLY, offset, length);
    }
    ByteBuffer window = windows.get(start);
    if (window == null) {
      window = channel.map(MapMode.READ_ONLY, start, end - start);
      windows.put(start, window);
    }
    return window.slice((int) (offset - start), length).asReadOnlyBuffer();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be closed: " + e.getMessage(), e);
    }
  }
}
