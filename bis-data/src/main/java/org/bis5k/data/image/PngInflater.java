package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the zlib stream that is divided among the data chunks of a PNG file. */
final class PngInflater implements AutoCloseable {

  /** Some encoders add bytes behind the last row; a stream could add them without end. */
  private static final int MOST_EXCESS = 1 << 16;

  /** Supplies the compressed bytes. */
  interface Source {

    /** The next bytes, valid until the next call; none at the end of the file's data. */
    ByteBuffer next() throws IOException;
  }

  private final Inflater inflater = new Inflater();
  private final Source source;

  PngInflater(Source source) {
    this.source = source;
  }

  /** Fills a row. */
  void fill(byte[] row) throws IOException {
    int filled = 0;
    while (filled < row.length) {
      int count = inflate(row, filled);
      if (count == 0) {
        throw new DamagedImageException("is truncated: its pixels end too early");
      }
      filled += count;
    }
  }

  /** Reads to the end of the stream, behind the last row, so that its checksum is compared. */
  void finish() throws IOException {
    byte[] rest = new byte[1 << 10];
    int length = 0;
    int count = inflate(rest, 0);
    while (count > 0) {
      length += count;
      if (length > MOST_EXCESS) {
        throw new DamagedImageException(
            "is damaged: its compressed pixels go on for more than %d bytes behind the last row"
                .formatted(MOST_EXCESS));
      }
      count = inflate(rest, 0);
    }
    if (!inflater.finished()) {
      throw new DamagedImageException("is truncated: the checksum of its pixels is missing");
    }
  }

  /** Returns the number of bytes written; 0 at the end of the stream or of the file's data. */
  private int inflate(byte[] target, int from) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(target, from, target.length - from);
        if (count > 0 || inflater.finished() || inflater.needsDictionary()) {
          return count;
        }
        ByteBuffer data = source.next();
        if (!data.hasRemaining()) {
          return 0;
        }
        inflater.setInput(data);
      }
    } catch (DataFormatException e) {
      throw new DamagedImageException(
          "is damaged: its compressed pixels cannot be inflated: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
