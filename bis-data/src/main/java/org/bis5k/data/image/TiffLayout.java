package org.bis5k.data.image;

import java.io.IOException;
import org.bis5k.data.Size;

/**
 * The tiles or strips of one TIFF image and their places in the file. Strips are treated as tiles
 * as wide as the image. The last strip may be lower; the last tiles may extend beyond the image.
 */
final class TiffLayout {

  /** The most pixels of a tile, since each is decoded as a whole. */
  private static final long LARGEST_TILE = 1 << 26;

  private final TiffDirectory directory;
  private final Size size;
  private final boolean tiled;
  private final Size tile;
  private final int across;
  private final int down;
  private final int planes;
  private final long[] offsets;
  private final long[] lengths;

  private TiffLayout(TiffDirectory directory, Size size, long largestTile) throws IOException {
    this.directory = directory;
    this.size = size;
    this.tiled = isTiled(directory);
    requireNoTilesWithoutOffsets();
    this.tile =
        tiled
            ? ImageHeader.sizeOf(
                directory.number(TiffDirectory.TILE_HEIGHT, 0),
                directory.number(TiffDirectory.TILE_WIDTH, 0))
            : ImageHeader.sizeOf(
                Math.min(
                    directory.number(TiffDirectory.ROWS_PER_STRIP, size.height()), size.height()),
                size.width());
    if (tile.pixels() > largestTile) {
      throw new DamagedImageException(
          "its TIFF %s of %s pixels are too large to read one by one; save it as a tiled TIFF"
              .formatted(tiled ? "tiles" : "strips", tile));
    }
    this.across = 1 + (size.width() - 1) / tile.width();
    this.down = 1 + (size.height() - 1) / tile.height();
    boolean separate = directory.number(TiffDirectory.PLANES, 1) == 2;
    this.planes = separate ? (int) directory.number(TiffDirectory.CHANNELS, 1) : 1;
    this.offsets =
        directory.numbers(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
    this.lengths = directory.numbers(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES);
    long expected = (long) across * down * planes;
    if (offsets.length != expected || lengths.length != expected) {
      throw new DamagedImageException(
          "is damaged: %d TIFF tiles make %s; found %d offsets and %d lengths"
              .formatted(expected, size, offsets.length, lengths.length));
    }
  }

  /** Decoders differ on whether such an image has tiles or strips. */
  private void requireNoTilesWithoutOffsets() throws DamagedImageException {
    for (int tag :
        new int[] {TiffDirectory.TILE_WIDTH, TiffDirectory.TILE_HEIGHT, TiffDirectory.TILE_BYTES}) {
      if (!tiled && directory.has(tag)) {
        throw new DamagedImageException("is damaged: the offsets of its TIFF tiles are missing");
      }
    }
  }

  /**
   * The layout of an image that is read by regions, after a check that its samples and compression
   * are supported and its tiles small enough.
   */
  static TiffLayout of(TiffDirectory directory) throws IOException {
    ImageHeader header = TiffHeader.of(directory);
    header.requireReadable();
    TiffCompression.requireReadable(directory.number(TiffDirectory.COMPRESSION, 1));
    return new TiffLayout(directory, header.size(), LARGEST_TILE);
  }

  /** Refuses an image with tiles that are missing or do not lie in the file. */
  static void requireTiles(TiffDirectory directory, Size size, long fileLength) throws IOException {
    if (directory.number(TiffDirectory.COMPRESSION, 1) == TiffCompression.OLD_JPEG) {
      return; // has no tiles of its own
    }
    TiffLayout layout = new TiffLayout(directory, size, Long.MAX_VALUE);
    if (layout.tiled
        && directory.number(TiffDirectory.PHOTOMETRIC, 1) == TiffHeader.YCBCR
        && directory.number(TiffDirectory.COMPRESSION, 1) != TiffCompression.JPEG) {
      // The decoder of whole images shifts colours where such a tile is wider than the image.
      throw new DamagedImageException(
          "has YCbCr samples in tiles without JPEG compression. Save it as RGB");
    }
    for (int i = 0; i < layout.offsets.length; i++) {
      long length = layout.lengths[i];
      if (length < 1 || layout.offsets[i] < 0 || layout.offsets[i] > fileLength - length) {
        throw new DamagedImageException(
            "is truncated: its TIFF tile %d of %d bytes at byte %d does not lie in the file of %d bytes"
                .formatted(i, length, layout.offsets[i], fileLength));
      }
    }
  }

  /** Whether a tag concerns the place of the tiles. */
  static boolean hasTag(int tag) {
    return switch (tag) {
      case TiffDirectory.COMPRESSION,
          TiffDirectory.CHANNELS,
          TiffDirectory.PHOTOMETRIC,
          TiffDirectory.STRIP_OFFSETS,
          TiffDirectory.ROWS_PER_STRIP,
          TiffDirectory.STRIP_BYTES,
          TiffDirectory.PLANES,
          TiffDirectory.TILE_WIDTH,
          TiffDirectory.TILE_HEIGHT,
          TiffDirectory.TILE_OFFSETS,
          TiffDirectory.TILE_BYTES ->
          true;
      default -> false;
    };
  }

  static boolean isTiled(TiffDirectory directory) {
    return directory.has(TiffDirectory.TILE_OFFSETS);
  }

  TiffDirectory directory() {
    return directory;
  }

  Size size() {
    return size;
  }

  boolean tiled() {
    return tiled;
  }

  /** The size of a tile, or of a strip except the last. */
  Size tile() {
    return tile;
  }

  int across() {
    return across;
  }

  /** The stored size of the tiles in one row of tiles. */
  Size stored(int row) {
    int height =
        tiled ? tile.height() : Math.min(tile.height(), size.height() - row * tile.height());
    return new Size(height, tile.width());
  }

  /** The number of channels if each is stored separately, else 1. */
  int planes() {
    return planes;
  }

  /** The least bytes of a tile of one plane; 1 if it is compressed. */
  long leastLength(Size stored) throws IOException {
    if (directory.number(TiffDirectory.COMPRESSION, 1) != TiffCompression.NONE) {
      return 1;
    }
    long samples = planes > 1 ? 1 : directory.number(TiffDirectory.CHANNELS, 1);
    long rowBytes = (stored.width() * samples * TiffHeader.bits(directory) + 7) / 8;
    return rowBytes * stored.height();
  }

  /** The offset of a tile in the file. */
  long offset(int plane, int index) {
    return offsets[plane * across * down + index];
  }

  /** The number of bytes of a tile. */
  long length(int plane, int index) {
    return lengths[plane * across * down + index];
  }
}
