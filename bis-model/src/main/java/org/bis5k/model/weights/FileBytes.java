package org.bis5k.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bis5k.data.FileDigest;
import org.bis5k.data.InvalidInputException;

/**
 * Random access to the bytes of an open file, which may be larger than an array. A file of at most
 * 1 MiB is read when it is opened; of a larger one, each range is read when it is used. The file is
 * never mapped into memory: a mapped file that another program cuts short ends the process, while
 * here the next read throws an exception that names the file. Every range is checked against the
 * file's length before memory is allocated.
 *
 * <p>A large file stays open until {@link #close}, so that a file that is deleted or replaced
 * meanwhile is still the one that was opened. If nobody closes it, the system file is closed after
 * the garbage collector finds the object unused. Use from one thread at a time.
 */
public final class FileBytes implements AutoCloseable {

  static final int READ_AT_ONCE = 1 << 20;
  private static final int MAX_MESSAGE = 2000;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private ByteBuffer whole;
  private String sha256;

  private FileBytes(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param file a regular file
   * @return its bytes
   * @throws InvalidInputException if the file is missing, is no regular file or cannot be read
   */
  public static FileBytes open(Path file) {
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

  /**
   * Tells which file this is.
   *
   * @return the path that it was opened by
   */
  public Path file() {
    return file;
  }

  /**
   * Tells the length of the file.
   *
   * @return bytes, as counted when the file was opened
   */
  public long size() {
    return size;
  }

  /**
   * Computes the checksum of the whole file: once, however often it is asked for.
   *
   * @return SHA-256 as 64 lower-case hexadecimal digits
   * @throws InvalidInputException if the file became shorter or cannot be read
   */
  public String sha256() {
    if (sha256 == null) {
      try {
        sha256 = FileDigest.of(stream()).hex();
      } catch (IOException e) {
        throw fault("cannot be read: " + e, e);
      }
    }
    return sha256;
  }

  /**
   * Reads the file from its first byte to its last.
   *
   * @return a stream; it need not be closed, and reads only while this file is open
   */
  public InputStream stream() {
    return new Stream();
  }

  /** Reads in pieces; skipping costs nothing, and ends at the file's last byte. */
  private final class Stream extends InputStream {
    private long position;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == size) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(length, size - position);
      range(position, count, "The file").all().get(target, offset, count);
      position += count;
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, size - position));
      position += skipped;
      return skipped;
    }
  }

  /**
   * Describes a fault of the file. Text that comes from the file may be part of the message:
   * control characters are shown as "?", and a message is cut after 2000 characters.
   *
   * @param problem what was expected and found
   * @return the exception to throw; its message begins with the file
   */
  public InvalidInputException fault(String problem) {
    return InvalidInputException.in(file, shown(problem));
  }

  /**
   * Describes a fault of the file, like {@link #fault(String)}.
   *
   * @param problem what was expected and found
   * @param cause the exception behind it
   * @return the exception to throw
   */
  public InvalidInputException fault(String problem, Exception cause) {
    return InvalidInputException.in(file, shown(problem), cause);
  }

  private static String shown(String problem) {
    String cut =
        problem.length() > MAX_MESSAGE ? problem.substring(0, MAX_MESSAGE) + "..." : problem;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Reads a range now, as a read-only, little-endian buffer.
   *
   * @param what what lies there, for the message
   */
  ByteBuffer slice(long offset, long length, String what) {
    return range(offset, length, what).all();
  }

  /**
   * Takes a range that is read where it is used.
   *
   * @param what what lies there, for the message
   */
  TensorBytes range(long offset, long length, String what) {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw fault(
          ("%s would lie at byte %d and take %d bytes, but the file has %d: it is truncated or"
                  + " damaged")
              .formatted(what, offset, length, size));
    }
    if (length > Integer.MAX_VALUE) {
      throw fault(what + " takes " + length + " bytes; at most 2147483647 can be read as one");
    }
    return whole == null
        ? new TensorBytes.InFile(this, offset, (int) length)
        : new TensorBytes.InMemory(whole.slice((int) offset, (int) length));
  }

  /** Reads bytes that lay in the file when it was opened, as a read-only, little-endian buffer. */
  ByteBuffer read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw fault(
              ("became shorter while it was read: it had %d bytes when it was opened and has %d"
                      + " now; copy it anew")
                  .formatted(size, channel.size()));
        }
      }
    } catch (IOException e) {
      if (e instanceof ClosedChannelException && !(e instanceof ClosedByInterruptException)) {
        throw new IllegalStateException(file + " was closed; its tensors can no longer be read", e);
      }
      throw fault("cannot be read: " + e, e);
    }
    return bytes.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Closes the file; closing it again does nothing.
   *
   * @throws InvalidInputException if the system cannot close it
   */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw fault("cannot be closed: " + e.getMessage(), e);
    }
  }
}
