package org.bis5k.data.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file one after the other (Portable Network Graphics, third edition, 5.3). The
 * checksum of a chunk is verified when the chunk ends.
 */
final class PngChunks implements AutoCloseable {

  private static final String END = "IEND";
  private static final int OVERHEAD = 12; // length, type and checksum

  private final DataInputStream in;
  private final CRC32 checksum = new CRC32();
  private final byte[] skipped = new byte[1 << 12];
  private String type = "";
  private long start; // of the current chunk in the file
  private long next;
  private int left; // bytes of the content
  private DamagedImageException failure;
  private boolean finished;

  /** Chunks of a stream that begins at byte {@code start} of the file, behind the signature. */
  PngChunks(InputStream in, long start) {
    this.in = new DataInputStream(in);
    this.next = start;
  }

  /** Ends the current chunk and returns the type of the next one. */
  String next() throws IOException {
    if (!type.isEmpty()) {
      end();
    }
    start = next;
    left = readInt();
    byte[] name = ByteBuffer.allocate(Integer.BYTES).putInt(readInt()).array();
    checksum.reset();
    checksum.update(name);
    type = typeOf(name);
    next = start + OVERHEAD + left;
    if (left < 0) {
      throw failed("is damaged: its PNG chunk %s has %d bytes".formatted(type, left));
    }
    return type;
  }

  /** Reads up to {@code most} bytes of the current chunk; returns their number, 0 at its end. */
  int read(byte[] target, int most) throws IOException {
    int count = Math.min(left, most);
    try {
      in.readFully(target, 0, count);
    } catch (EOFException e) {
      throw failed(
          "is truncated: its PNG chunk %s at byte %d has more bytes than the file"
              .formatted(type, start));
    }
    checksum.update(target, 0, count);
    left -= count;
    return count;
  }

  /** The bytes of the current chunk that have not been read. */
  int left() {
    return left;
  }

  /**
   * Verifies the rest of the file up to its end chunk. A chunk that has failed before fails again.
   */
  void finish() throws IOException {
    if (failure != null) {
      throw failure;
    }
    while (!type.equals(END)) {
      next();
    }
    if (!finished) {
      end();
      finished = true;
    }
  }

  private void end() throws IOException {
    while (left > 0) {
      read(skipped, skipped.length);
    }
    if (readInt() != (int) checksum.getValue()) {
      throw failed(
          "is damaged: the checksum of its PNG chunk %s at byte %d differs".formatted(type, start));
    }
  }

  private int readInt() throws IOException {
    try {
      return in.readInt();
    } catch (EOFException e) {
      throw failed("is truncated: its PNG end chunk (IEND) is missing");
    }
  }

  private DamagedImageException failed(String problem) {
    failure = new DamagedImageException(problem);
    return failure;
  }

  /** Four letters; anything else, which only a damaged file has, as question marks. */
  private static String typeOf(byte[] name) {
    char[] letters = new char[name.length];
    for (int i = 0; i < letters.length; i++) {
      char c = (char) (name[i] & 0xff);
      letters[i] = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ? c : '?';
    }
    return new String(letters);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
