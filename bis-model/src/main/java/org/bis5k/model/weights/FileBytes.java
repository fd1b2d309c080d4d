package org.bis5k.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/**
 * Random access to the bytes of a file that may be larger than an array. Small files are read at
 * once; of larger ones, what is used is read when it is used. Nothing is mapped into memory, where
 * a file that is cut short meanwhile can end the process: here it is an error that names the file.
 * Every range is checked against the file's length before memory is allocated. A large file stays
 * open until this is closed or nothing refers to it any more, so that a file deleted or replaced
 * meanwhile is still the one that was opened.
 */
final class FileBytes implements AutoCloseable {

  static final int READ_AT_ONCE = 1 << 20;
  private static final int MAX_MESSAGE = 2000;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private ByteBuffer whole;

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
        bytes.whole = bytes.read(0, (int) bytes.size);
        channel.close();
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
   * A range, read now, as a read-only, little-endian buffer.
   *
   * @param what what lies there, for the message
   */
  ByteBuffer slice(long offset, long length, String what) {
    return range(offset, length, what).all();
  }

  /**
   * A range, read where it is used.
   *
   * @param what what lies there, for the message
   */
  TensorBytes range(long offset, long length, String what) {
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
    return whole == null
        ? new TensorBytes.InFile(this, offset, (int) length)
        : new TensorBytes.InMemory(whole.slice((int) offset, (int) length));
  }

  /** Bytes that lay in the file when it was opened, as a read-only, little-endian buffer. */
  ByteBuffer read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw fault(
              "became shorter while it was read: it had "
                  + size
                  + " bytes when it was opened and has "
                  + channel.size()
                  + " now; copy it anew");
        }
      }
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
    return bytes.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
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
