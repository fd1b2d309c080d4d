package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** Regions of one image of a TIFF file. Only the tiles that a region touches are decoded. */
final class TiffRegions implements RegionSource {

  /** The decoded bytes that are kept for later regions. */
  private static final long KEPT_BYTES = 1 << 26;

  private final Path path;
  private final FileVersion version;
  private final TiffFile file;
  private final TiffLayout layout;
  private final Map<Integer, RgbImage> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final int mostKept;
  private int decoded;

  /** Regions of one image of an open file, which they do not close. */
  TiffRegions(Path path, FileVersion version, TiffFile file, TiffLayout layout) {
    this.path = path;
    this.version = version;
    this.file = file;
    this.layout = layout;
    this.mostKept = (int) Math.max(1, KEPT_BYTES / (3 * layout.tile().pixels()));
  }

  @Override
  public Size size() {
    return layout.size();
  }

  /** The number of tiles that have been decoded. */
  int decoded() {
    return decoded;
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(size());
    byte[] samples = new byte[Math.toIntExact(3 * region.size().pixels())];
    Size tile = layout.tile();
    for (int row = region.top() / tile.height();
        row * (long) tile.height() < region.bottom();
        row++) {
      for (int column = region.left() / tile.width();
          column * (long) tile.width() < region.right();
          column++) {
        copy(row, column, region, samples);
      }
    }
    return RgbImage.of(region.size(), samples);
  }

  /** Copies the part of a tile that lies in a region. */
  private void copy(int row, int column, Region region, byte[] samples) {
    RgbImage tile = tile(row * layout.across() + column);
    int tileTop = row * layout.tile().height();
    int tileLeft = column * layout.tile().width();
    int top = Math.max(tileTop, region.top());
    int left = Math.max(tileLeft, region.left());
    int bottom = Math.min(Math.addExact(tileTop, tile.size().height()), region.bottom());
    int right = Math.min(Math.addExact(tileLeft, tile.size().width()), region.right());
    int width = region.size().width();
    WholeImage.copy(
        tile,
        top - tileTop,
        left - tileLeft,
        samples,
        (top - region.top()) * width + left - region.left(),
        width,
        new Size(bottom - top, right - left));
  }

  private RgbImage tile(int index) {
    RgbImage tile = kept.get(index);
    if (tile == null) {
      tile = decode(index);
      kept.put(index, tile);
      if (kept.size() > mostKept) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return tile;
  }

  private RgbImage decode(int index) {
    Size stored = layout.stored(index / layout.across());
    ImageHeader header = new ImageHeader(ImageFormat.TIFF, stored, 8, "");
    try (ImageInputStream in = new MemoryStream(TiffTile.asFile(file, layout, index))) {
      decoded++;
      try {
        return ImageIoDecoder.rows(in, header, Region.whole(stored)).toRgb();
      } finally {
        version.requireUnwritten(path); // a change explains a failure
      }
    } catch (IOException e) {
      throw InvalidInputException.in(path, DamagedImageException.ofPixels(e, ImageFormat.TIFF), e);
    }
  }
}
