package org.bis5k.data.image;

import static org.bis5k.data.image.TiffDirectory.DESCRIPTION;
import static org.bis5k.data.image.TiffDirectory.HEIGHT;
import static org.bis5k.data.image.TiffDirectory.ROWS_PER_STRIP;
import static org.bis5k.data.image.TiffDirectory.STRIP_BYTES;
import static org.bis5k.data.image.TiffDirectory.STRIP_OFFSETS;
import static org.bis5k.data.image.TiffDirectory.SUBFILE_TYPE;
import static org.bis5k.data.image.TiffDirectory.SUB_DIRECTORIES;
import static org.bis5k.data.image.TiffDirectory.TILE_BYTES;
import static org.bis5k.data.image.TiffDirectory.TILE_HEIGHT;
import static org.bis5k.data.image.TiffDirectory.TILE_OFFSETS;
import static org.bis5k.data.image.TiffDirectory.TILE_WIDTH;
import static org.bis5k.data.image.TiffDirectory.WIDTH;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.bis5k.data.Size;
import org.bis5k.data.image.TiffDirectory.Entry;

/**
 * One tile of a TIFF image as a TIFF file of its own. When TwelveMonkeys' reader is asked for a
 * region, it unpacks every tile of most compressions from the top of the image on; in this file it
 * finds one.
 */
final class TiffTile {

  private static final int HEADER = 8;
  private static final short CLASSIC = 42;

  /** Tags about the whole image. */
  private static final Set<Integer> LEFT_OUT =
      Set.of(
          SUBFILE_TYPE,
          DESCRIPTION,
          SUB_DIRECTORIES,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_BYTES);

  private TiffTile() {}

  /** The bytes of the file; those of the tile are copied as they are. */
  static byte[] asFile(TiffFile file, TiffLayout layout, int index) throws IOException {
    ByteOrder order = file.order();
    Size size = layout.stored(index / layout.across());
    int planes = layout.planes();
    TiffDirectory directory =
        layout
            .directory()
            .without(LEFT_OUT)
            .put(WIDTH, Entry.longs(order, size.width()))
            .put(HEIGHT, Entry.longs(order, size.height()))
            .put(ROWS_PER_STRIP, Entry.longs(order, size.height()))
            .put(STRIP_OFFSETS, Entry.longs(order, new long[planes]))
            .put(STRIP_BYTES, Entry.longs(order, new long[planes]));
    ByteBuffer[] pixels = new ByteBuffer[planes];
    long[] offsets = new long[planes];
    long[] lengths = new long[planes];
    int end = HEADER + directory.encodedBytes();
    for (int plane = 0; plane < planes; plane++) {
      pixels[plane] = pixels(file, layout, plane, index, size);
      offsets[plane] = end;
      lengths[plane] = pixels[plane].remaining();
      end = Math.addExact(end, pixels[plane].remaining());
    }
    directory.put(STRIP_OFFSETS, Entry.longs(order, offsets));
    directory.put(STRIP_BYTES, Entry.longs(order, lengths));
    ByteBuffer out = ByteBuffer.allocate(end).order(order);
    out.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    out.putShort(CLASSIC).putInt(HEADER).put(directory.encode(order, HEADER));
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
          "is damaged: its TIFF tile %d of %s has %d bytes".formatted(index, size, length));
    }
    if (length < layout.leastLength(size)) { // a decoder would go on in the bytes of another plane
      throw new DamagedImageException("is truncated: its pixels end too early");
    }
    try {
      return file.bytes(offset, (int) length);
    } catch (EOFException e) {
      throw new DamagedImageException("its TIFF tile " + index + " " + e.getMessage());
    }
  }
}
