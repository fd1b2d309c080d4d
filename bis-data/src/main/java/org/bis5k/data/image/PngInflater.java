package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks the one compressed stream that a PNG file's data chunks make together. */
final class PngInflater implements AutoCloseable {

  /** Where the compressed bytes come from. */
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
      int count = some(row, filled);
      if (count == 0) {
        throw new DamagedImageException("is truncated: its pixels end too early");
      }
      filled += count;
    }
  }

  /** Asks for one byte more, which makes the inflater reach, and compare, its checksum. */
  void finish() throws IOException {
    some(new byte[1], 0);
  }

  /** Zero at the end of the compressed stream or of the file's data. */
  private int some(byte[] target, int from) throws IOException {
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
      throw new DamagedImageException("is damaged: its compressed pixels say " + e.getMessage());
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
