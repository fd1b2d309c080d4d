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
import org.bis5k.data.image.TiffDirectory.Entry;

/**
 * Encodes an 8-bit grey TIFF file row by row, in tiles compressed by Deflate. One row of tiles is
 * in memory. The directory follows the last tile.
 */
final class TiffWriter implements StreamedImage.RowSink, AutoCloseable {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int SIDE = 256;
  private static final int HEADER = 8;
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

  /** A writer to an empty file, which it does not close. */
  TiffWriter(FileChannel channel, Size size) throws IOException {
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
    // Deflate never doubles the length, so that one call compresses the whole tile.
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
      throw new IOException("its tiles have more than the 4 GiB that TIFF can address");
    }
    AtomicFile.writeFully(channel, numbers(offsets));
    AtomicFile.writeFully(channel, numbers(lengths));
    writeDirectory(listed, directory, micrometresPerPixel);
    ByteBuffer header = buffer(HEADER).put((byte) 'I').put((byte) 'I').putShort((short) 42);
    channel.position(0);
    AtomicFile.writeFully(channel, header.putInt((int) directory).flip());
  }

  /** Writes the tags; the offsets and lengths of the tiles are in the file before them. */
  private void writeDirectory(long listed, long directory, OptionalDouble micrometresPerPixel)
      throws IOException {
    TiffDirectory tags =
        new TiffDirectory()
            .put(TiffDirectory.WIDTH, Entry.longs(ORDER, size.width()))
            .put(TiffDirectory.HEIGHT, Entry.longs(ORDER, size.height()))
            .put(TiffDirectory.BITS, Entry.ofShort(ORDER, 8))
            .put(TiffDirectory.COMPRESSION, Entry.ofShort(ORDER, DEFLATE))
            .put(TiffDirectory.PHOTOMETRIC, Entry.ofShort(ORDER, BLACK_IS_ZERO))
            .put(TiffDirectory.CHANNELS, Entry.ofShort(ORDER, 1))
            .put(TiffDirectory.TILE_WIDTH, Entry.longs(ORDER, SIDE))
            .put(TiffDirectory.TILE_HEIGHT, Entry.longs(ORDER, SIDE))
            .put(TiffDirectory.TILE_OFFSETS, list(offsets, listed))
            .put(TiffDirectory.TILE_BYTES, list(lengths, listed + (long) Integer.BYTES * written));
    if (micrometresPerPixel.isPresent()) {
      tags.put(TiffDirectory.RESOLUTION_UNIT, Entry.ofShort(ORDER, CENTIMETRE));
      // Behind the directory and the two entries that are still to come.
      long place = directory + tags.valuesFrom() + 2 * TiffDirectory.ENTRY_BYTES;
      Entry ratio = Entry.placed(ORDER, TiffDirectory.RATIONAL, 1, place);
      tags.put(TiffDirectory.RESOLUTION_X, ratio).put(TiffDirectory.RESOLUTION_Y, ratio);
    }
    AtomicFile.writeFully(channel, tags.encode(ORDER, directory));
    double pixelsPerCentimetre = 10_000 / micrometresPerPixel.orElse(1);
    ByteBuffer ratio = buffer(2 * Integer.BYTES);
    ratio.putInt((int) Math.rint(pixelsPerCentimetre * PRECISION)).putInt(PRECISION);
    AtomicFile.writeFully(channel, ratio.flip());
  }

  /** A single value itself; of several, the place of their list. */
  private static Entry list(long[] values, long listed) {
    return values.length == 1
        ? Entry.longs(ORDER, values)
        : Entry.placed(ORDER, TiffDirectory.LONG, values.length, listed);
  }

  private static ByteBuffer numbers(long[] values) {
    ByteBuffer bytes = buffer(Integer.BYTES * values.length);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ORDER);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
