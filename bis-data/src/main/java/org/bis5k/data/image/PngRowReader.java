package org.bis5k.data.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.Size;

/**
 * Decodes the rows of a PNG file one after the other, holding two of them. As {@link PngDecoder} it
 * verifies every checksum, but only of what has been read.
 */
final class PngRowReader implements AutoCloseable {

  private static final int PIECE = 1 << 16;
  private static final int LONGEST_PALETTE = 3 * 256;
  private static final int HEADER = 13;

  private final PngChunkStream chunks;
  private final PngInflater inflater = new PngInflater(this::nextData);
  private final byte[] piece = new byte[PIECE];
  private final byte[] palette = new byte[LONGEST_PALETTE];
  private final Size size;
  private final boolean interlaced;
  private final PngPixels pixels;
  private final PngRow row;
  private String chunk;
  private int rows;

  private PngRowReader(PngChunkStream chunks) throws IOException {
    this.chunks = chunks;
    this.chunk = chunks.next();
    byte[] header = new byte[HEADER];
    chunks.read(header, HEADER);
    ByteBuffer values = ByteBuffer.wrap(header);
    this.size = new Size(values.getInt(4), values.getInt(0));
    this.interlaced = header[12] != 0;
    this.pixels = new PngPixels(header[8], header[9], palette);
    this.row = pixels.row(size.width());
  }

  /** Opens a file whose header has been accepted by {@link PngHeader}. */
  static PngRowReader open(Path file) throws IOException {
    PngChunkStream chunks =
        new PngChunkStream(new BufferedInputStream(Files.newInputStream(file), PIECE));
    try {
      return new PngRowReader(chunks);
    } catch (IOException | RuntimeException e) {
      chunks.close();
      throw e;
    }
  }

  /** Whether the rows come in seven passes, which this reader does not put together. */
  boolean interlaced() {
    return interlaced;
  }

  /** The next row as an image of its own; after the last the file is read to its end. */
  FilePixels next() throws IOException {
    byte[] samples = new byte[pixels.colours() * size.width()];
    inflater.fill(row.buffer());
    pixels.place(row.unfilter(), size.width(), samples, 0, 1);
    rows++;
    if (rows == size.height()) {
      inflater.finish();
      while (!chunk.equals("IEND")) {
        chunk = chunks.next();
      }
      chunks.end();
    }
    Size one = new Size(1, size.width());
    return pixels.colours() == 1 ? FilePixels.grey(one, samples) : FilePixels.rgb(one, samples);
  }

  /** A piece of compressed pixels, whichever chunk they are in. */
  private ByteBuffer nextData() throws IOException {
    while (!chunk.equals("IEND")) {
      int length = chunk.equals("IDAT") ? chunks.read(piece, PIECE) : 0;
      if (length > 0) {
        return ByteBuffer.wrap(piece, 0, length);
      }
      chunk = chunks.next();
      if (chunk.equals("PLTE")) {
        chunks.read(palette, LONGEST_PALETTE);
      }
    }
    return ByteBuffer.allocate(0);
  }

  @Override
  public void close() throws IOException {
    inflater.close();
    chunks.close();
  }
}
