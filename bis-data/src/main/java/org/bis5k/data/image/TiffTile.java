package org.bis5k.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bis5k.data.Size;

/**
 * One tile of a TIFF image as a TIFF file of its own. TwelveMonkeys' reader, asked for a region,
 * unpacks every tile of most compressions from the top of the image on; of this file it finds one.
 */
final class TiffTile {

  private static final int LONG = 4; // the type, and the bytes of a value
  private static final int LONG8 = 16;
  private static final int HEADER = 8;
  private static final int ENTRY = 12;

  /** Tags about the whole image, which its tiles do without. */
  private static final Set<Integer> LEFT_OUT =
      Set.of(
          TiffDirectory.SUBFILE_TYPE,
          TiffDirectory.DESCRIPTION,
          TiffDirectory.SUB_DIRECTORIES,
          TiffDirectory.TILE_WIDTH,
          TiffDirectory.TILE_HEIGHT,
          TiffDirectory.TILE_OFFSETS,
          TiffDirectory.TILE_BYTES);

  private TiffTile() {}

  /** The file's bytes; the tile's own are copied as they are. */
  static byte[] asFile(TiffFile file, TiffLayout layout, int index) throws IOException {
    Size size = layout.stored(index / layout.across());
    int planes = layout.planes();
    ByteBuffer[] pixels = new ByteBuffer[planes];
    for (int plane = 0; plane < planes; plane++) {
      pixels[plane] = pixels(file, layout, plane, index, size);
    }
    SortedMap<Integer, TiffDirectory.Entry> entries = new TreeMap<>(layout.directory().entries());
    entries.keySet().removeAll(LEFT_OUT);
    ByteOrder order = file.order();
    entries.replaceAll((tag, entry) -> entry.type() == LONG8 ? shortened(order, entry) : entry);
    entries.put(TiffDirectory.WIDTH, longs(order, size.width()));
    entries.put(TiffDirectory.HEIGHT, longs(order, size.height()));
    entries.put(TiffDirectory.ROWS_PER_STRIP, longs(order, size.height()));
    entries.put(TiffDirectory.STRIP_OFFSETS, longs(order, new int[planes]));
    entries.put(TiffDirectory.STRIP_BYTES, longs(order, new int[planes]));
    int[] offsets = new int[planes];
    int[] lengths = new int[planes];
    int end = HEADER + 2 + ENTRY * entries.size() + 4 + valueBytes(entries);
    for (int plane = 0; plane < planes; plane++) {
      offsets[plane] = end;
      lengths[plane] = pixels[plane].remaining();
      end = Math.addExact(end, lengths[plane]);
    }
    entries.put(TiffDirectory.STRIP_OFFSETS, longs(order, offsets));
    entries.put(TiffDirectory.STRIP_BYTES, longs(order, lengths));
    ByteBuffer out = ByteBuffer.allocate(end).order(order);
    writeDirectory(entries, out);
    for (ByteBuffer plane : pixels) {
      out.put(plane);
    }
    return out.array();
  }

  private static ByteBuffer pixels(
      TiffFile file, TiffLayout layout, int plane, int index, Size size) throws IOException {
    long length = layout.length(plane, index);
    long offset = layout.offset(plane, index);
    if (length < 1 || length > 8 * size.pixels() + (1 << 16)) {
      throw new DamagedImageException(
          "is damaged: its TIFF tile " + index + " of " + size + " has " + length + " bytes");
    }
    try {
      return file.bytes(offset, (int) length);
    } catch (EOFException e) {
      throw new DamagedImageException("its TIFF tile " + index + " " + e.getMessage());
    }
  }

  private static void writeDirectory(
      SortedMap<Integer, TiffDirectory.Entry> entries, ByteBuffer out) {
    out.put(out.order() == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    out.putShort((short) 42).putInt(HEADER).putShort((short) entries.size());
    int values = HEADER + 2 + ENTRY * entries.size() + 4;
    for (Map.Entry<Integer, TiffDirectory.Entry> entry : entries.entrySet()) {
      TiffDirectory.Entry value = entry.getValue();
      ByteBuffer bytes = value.bytes().duplicate();
      int length = bytes.remaining();
      out.putShort(entry.getKey().shortValue()).putShort((short) value.type());
      out.putInt((int) value.count());
      int field = out.position();
      if (length > 4) {
        out.putInt(values).position(values);
        values += length;
      }
      out.put(bytes).position(field + 4);
    }
    out.putInt(0).position(values);
  }

  private static int valueBytes(SortedMap<Integer, TiffDirectory.Entry> entries) {
    return entries.values().stream()
        .mapToInt(entry -> entry.bytes().remaining())
        .filter(length -> length > 4)
        .sum();
  }

  /** BigTIFF's own type, which other TIFF files do not have. */
  private static TiffDirectory.Entry shortened(ByteOrder order, TiffDirectory.Entry entry) {
    LongBuffer values = entry.bytes().duplicate().order(order).asLongBuffer();
    int[] shorter = new int[values.remaining()];
    for (int i = 0; i < shorter.length; i++) {
      shorter[i] = (int) values.get(i);
    }
    return longs(order, shorter);
  }

  private static TiffDirectory.Entry longs(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(LONG * values.length).order(order);
    for (int value : values) {
      bytes.putInt(value);
    }
    return new TiffDirectory.Entry(LONG, values.length, bytes.flip());
  }
}
