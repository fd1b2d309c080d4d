package org.bis5k.data.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The chunks of a PNG file one after the other, every checksum verified when its chunk ends. */
final class PngChunkStream implements AutoCloseable {

  private static final int SIGNATURE_BYTES = 8;

  private final DataInputStream in;
  private final CRC32 checksum = new CRC32();
  private final byte[] skipped = new byte[1 << 12];
  private String type = "";
  private int left;

  PngChunkStream(InputStream file) throws IOException {
    this.in = new DataInputStream(file);
    in.readFully(skipped, 0, SIGNATURE_BYTES);
  }

  /** Passes over what is left of the current chunk and returns the type of the next. */
  String next() throws IOException {
    try {
      if (!type.isEmpty()) {
        end();
      }
      left = in.readInt();
      byte[] name = new byte[4];
      in.readFully(name);
      checksum.reset();
      checksum.update(name);
      type = new String(name, StandardCharsets.US_ASCII).replaceAll("[^A-Za-z]", "?");
    } catch (EOFException e) {
      throw truncated();
    }
    if (left < 0) {
      throw new DamagedImageException(
          "is damaged: its PNG chunk " + type + " promises " + left + " bytes");
    }
    return type;
  }

  /** Reads up to so many bytes of the current chunk and says how many; 0 at its end. */
  int read(byte[] target, int most) throws IOException {
    int count = Math.min(left, most);
    try {
      in.readFully(target, 0, count);
    } catch (EOFException e) {
      throw new DamagedImageException(
          "is truncated: its PNG chunk " + type + " promises more bytes");
    }
    checksum.update(target, 0, count);
    left -= count;
    return count;
  }

  /** Passes over what is left of the current chunk and verifies its checksum. */
  void end() throws IOException {
    while (left > 0) {
      read(skipped, skipped.length);
    }
    try {
      if (in.readInt() != (int) checksum.getValue()) {
        throw new DamagedImageException(
            "is damaged: the checksum of its PNG chunk " + type + " differs");
      }
    } catch (EOFException e) {
      throw truncated();
    }
  }

  private static DamagedImageException truncated() {
    return new DamagedImageException("is truncated: its PNG end chunk (IEND) is missing");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
