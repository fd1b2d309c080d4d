package org.bis5k.data.image;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bis5k.data.Size;

/** Encodes the rows of an 8-bit grey PNG file, each as its difference to the row above. */
final class PngRowWriter implements RowSink, AutoCloseable {

  private static final int PIECE = 1 << 16;
  private static final byte UP = 2;

  private final DataOutputStream out;
  private final Size size;
  private final Deflater deflater = new Deflater();
  private final byte[] piece = new byte[PIECE];
  private final byte[] filtered;
  private final byte[] above;
  private int filled;
  private int rows;

  /** The stream is left open. */
  PngRowWriter(OutputStream out, Size size) throws IOException {
    this.out = new DataOutputStream(out);
    this.size = size;
    this.filtered = new byte[1 + size.width()];
    this.above = new byte[size.width()];
    this.out.writeLong(PngHeader.SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height());
    chunk("IHDR", header.put((byte) 8).array(), header.capacity());
  }

  @Override
  public void row(byte[] samples) throws IOException {
    StreamedImage.requireRow(rows, samples, size);
    filtered[0] = UP;
    for (int x = 0; x < samples.length; x++) {
      filtered[1 + x] = (byte) (samples[x] - above[x]);
    }
    System.arraycopy(samples, 0, above, 0, samples.length);
    deflater.setInput(filtered);
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
    chunk("IDAT", piece, filled);
    chunk("IEND", piece, 0);
  }

  private void deflate() throws IOException {
    filled += deflater.deflate(piece, filled, PIECE - filled);
    if (filled == PIECE) {
      chunk("IDAT", piece, filled);
      filled = 0;
    }
  }

  private void chunk(String type, byte[] content, int length) throws IOException {
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
