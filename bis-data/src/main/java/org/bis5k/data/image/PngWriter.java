package org.bis5k.data.image;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bis5k.data.Size;

/**
 * Encodes 8-bit samples as a PNG file, a whole image at once or row by row. Samples are stored as
 * they are, without gamma or profile.
 */
final class PngWriter implements StreamedImage.RowSink, AutoCloseable {

  /**
   * How rows are compressed.
   *
   * @param filter the number of the filter of every row: 0 none, 2 the difference to the row above
   * @param level the effort of Deflate
   * @param chunkBytes the content of every data chunk but the last
   */
  private record Encoding(int filter, int level, int chunkBytes) {}

  private static final int UP = 2;

  /** Photographs: fast, and the bytes that the encoder of the JDK writes. */
  private static final Encoding IMAGE = new Encoding(0, 4, 1 << 15);

  /** Masks, whose rows differ little from those above. */
  private static final Encoding MASK = new Encoding(UP, Deflater.DEFAULT_COMPRESSION, 1 << 16);

  private final DataOutputStream out;
  private final Size size;
  private final Encoding encoding;
  private final Deflater deflater;
  private final byte[] row; // the filter's number, then the filtered samples
  private final byte[] above;
  private final byte[] chunk;
  private int filled;
  private int rows;

  private PngWriter(OutputStream out, Size size, int channels, Encoding encoding)
      throws IOException {
    this.out = new DataOutputStream(out);
    this.size = size;
    this.encoding = encoding;
    this.deflater = new Deflater(encoding.level);
    this.above = new byte[Math.multiplyExact(channels, size.width())];
    this.row = new byte[Math.addExact(1, above.length)];
    this.chunk = new byte[encoding.chunkBytes];
    row[0] = (byte) encoding.filter;
    this.out.writeLong(PngHeader.SIGNATURE);
    byte[] header = PngHeader.content(size, channels);
    writeChunk("IHDR", header, header.length);
  }

  /**
   * Encodes a whole image.
   *
   * @param channels 1 for grey, 3 for RGB, 4 for RGB and alpha
   * @param samples interleaved, rows from the top
   * @param out is left open
   */
  static void encode(Size size, int channels, byte[] samples, OutputStream out) throws IOException {
    try (PngWriter writer = new PngWriter(out, size, channels, IMAGE)) {
      for (int y = 0; y < size.height(); y++) {
        writer.write(samples, y * writer.above.length);
      }
      writer.finish();
    }
  }

  /** Encodes the rows of a grey image; the stream is left open. */
  static PngWriter ofRows(OutputStream out, Size size) throws IOException {
    return new PngWriter(out, size, 1, MASK);
  }

  @Override
  public void row(byte[] samples) throws IOException {
    StreamedImage.requireRow(rows, samples, size);
    write(samples, 0);
  }

  private void write(byte[] samples, int from) throws IOException {
    System.arraycopy(samples, from, row, 1, above.length);
    if (encoding.filter == UP) {
      for (int i = 0; i < above.length; i++) {
        row[1 + i] -= above[i];
      }
      System.arraycopy(samples, from, above, 0, above.length);
    }
    deflater.setInput(row);
    while (!deflater.needsInput()) {
      deflate();
    }
    rows++;
  }

  /** Ends the file after its last row. */
  void finish() throws IOException {
    StreamedImage.requireAll(rows, size);
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    writeChunk("IDAT", chunk, filled);
    writeChunk("IEND", chunk, 0);
  }

  /** Lets the deflater write what it has; a full chunk is written once more bytes follow. */
  private void deflate() throws IOException {
    if (filled == chunk.length) {
      writeChunk("IDAT", chunk, filled);
      filled = 0;
    }
    filled += deflater.deflate(chunk, filled, chunk.length - filled);
  }

  private void writeChunk(String type, byte[] content, int length) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content, 0, length);
    out.writeInt(length);
    out.write(name);
    out.write(content, 0, length);
    out.writeInt((int) checksum.getValue());
  }

  @Override
  public void close() {
    deflater.end();
  }
}
