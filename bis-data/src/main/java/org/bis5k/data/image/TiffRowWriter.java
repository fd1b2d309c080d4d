package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.zip.Deflater;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.Size;

/**
 * Encodes the rows of an 8-bit grey TIFF file in tiles packed by Deflate. A row of tiles is in
 * memory; the directory follows the last.
 */
final class TiffRowWriter implements RowSink, AutoCloseable {

  private static final int SIDE = 256;
  private static final int HEADER = 8;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int DEFLATE = 8;
  private static final int BLACK_IS_ZERO = 1;
  private static final int CENTIMETRE = 3;

  /** The denominator of the resolution: a thousandth of a pixel per centimetre. */
  private static final int PRECISION = 1000;

  private final FileChannel channel;
  private final Size size;
  private final int across;
  private final long[] offsets;
  private final long[] lengths;
  private final byte[][] tiles;
  private final ByteBuffer packed = ByteBuffer.allocate(2 * SIDE * SIDE);
  private final Deflater deflater = new Deflater();
  private int written;
  private int rows;

  /** The channel is empty, and left open. */
  TiffRowWriter(FileChannel channel, Size size) throws IOException {
    this.channel = channel;
    this.size = size;
    this.across = 1 + (size.width() - 1) / SIDE;
    this.tiles = new byte[across][SIDE * SIDE];
    int count = Math.multiplyExact(across, 1 + (size.height() - 1) / SIDE);
    this.offsets = new long[count];
    this.lengths = new long[count];
    AtomicFile.writeFully(channel, ByteBuffer.allocate(HEADER));
  }

  @Override
  public void row(byte[] samples) throws IOException {
    StreamedImage.requireRow(rows, samples, size);
    int to = rows % SIDE * SIDE;
    for (int tile = 0; tile < across; tile++) {
      int left = tile * SIDE;
      System.arraycopy(samples, left, tiles[tile], to, Math.min(SIDE, size.width() - left));
    }
    rows++;
    if (rows % SIDE == 0 || rows == size.height()) {
      for (byte[] tile : tiles) {
        write(tile);
      }
    }
  }

  private void write(byte[] tile) throws IOException {
    deflater.reset();
    deflater.setInput(tile);
    deflater.finish();
    packed.clear();
    // Deflate makes no tile much longer than it was, so that one call takes it all.
    packed.limit(deflater.deflate(packed.array()));
    offsets[written] = channel.position();
    lengths[written] = packed.limit();
    written++;
    AtomicFile.writeFully(channel, packed);
    Arrays.fill(tile, (byte) 0);
  }

  /** Writes the directory after the last row. */
  void finish(OptionalDouble micrometresPerPixel) throws IOException {
    StreamedImage.requireAll(rows, size);
    long listed = channel.position();
    long directory = listed + 2L * Integer.BYTES * written;
    if (directory > 0xFFFF0000L) {
      throw new IOException("its tiles fill more than the 4 GiB that TIFF can address");
    }
    AtomicFile.writeFully(channel, numbers(offsets));
    AtomicFile.writeFully(channel, numbers(lengths));
    writeDirectory(listed, directory, micrometresPerPixel);
    ByteBuffer header = buffer(HEADER).put((byte) 'I').put((byte) 'I').putShort((short) 42);
    channel.write(header.putInt((int) directory).flip(), 0);
  }

  /** Writes the tags; the tiles' places are listed before them. */
  private void writeDirectory(long listed, long directory, OptionalDouble micrometresPerPixel)
      throws IOException {
    boolean scaled = micrometresPerPixel.isPresent();
    int entries = 10 + (scaled ? 3 : 0);
    ByteBuffer out = buffer(2 + 12 * entries + 4 + 8);
    int ratio = (int) (directory + 2 + 12 * entries + 4);
    out.putShort((short) entries);
    entry(out, TiffDirectory.WIDTH, LONG, 1, size.width());
    entry(out, TiffDirectory.HEIGHT, LONG, 1, size.height());
    entry(out, TiffDirectory.BITS, SHORT, 1, 8);
    entry(out, TiffDirectory.COMPRESSION, SHORT, 1, DEFLATE);
    entry(out, TiffDirectory.PHOTOMETRIC, SHORT, 1, BLACK_IS_ZERO);
    entry(out, TiffDirectory.CHANNELS, SHORT, 1, 1);
    if (scaled) {
      entry(out, TiffDirectory.RESOLUTION_X, RATIONAL, 1, ratio);
      entry(out, TiffDirectory.RESOLUTION_Y, RATIONAL, 1, ratio);
      entry(out, TiffDirectory.RESOLUTION_UNIT, SHORT, 1, CENTIMETRE);
    }
    entry(out, TiffDirectory.TILE_WIDTH, LONG, 1, SIDE);
    entry(out, TiffDirectory.TILE_HEIGHT, LONG, 1, SIDE);
    entry(out, TiffDirectory.TILE_OFFSETS, LONG, written, written == 1 ? HEADER : (int) listed);
    entry(
        out,
        TiffDirectory.TILE_BYTES,
        LONG,
        written,
        (int) (written == 1 ? lengths[0] : listed + (long) Integer.BYTES * written));
    out.putInt(0);
    double pixelsPerCentimetre = 10_000 / micrometresPerPixel.orElse(1);
    out.putInt((int) Math.rint(pixelsPerCentimetre * PRECISION)).putInt(PRECISION);
    AtomicFile.writeFully(channel, out.flip());
  }

  /** A value that fits into its entry, or where the values lie. */
  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static ByteBuffer numbers(long[] values) {
    ByteBuffer bytes = buffer(Integer.BYTES * values.length);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
