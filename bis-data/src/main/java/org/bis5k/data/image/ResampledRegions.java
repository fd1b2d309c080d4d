package org.bis5k.data.image;

import org.bis5k.data.ByteImage;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.ResampleTable;
import org.bis5k.data.transform.Resampling;

/**
 * An image resized by Pillow's antialiased bilinear filter. Each region is computed when it is read
 * and equals the same region of the whole image resized.
 */
final class ResampledRegions implements RegionSource {

  /** The source samples of a band, when a whole image is resized in bands of rows. */
  private static final long BAND_BYTES = 1 << 24;

  private final RegionSource source;
  private final Size size;

  private ResampledRegions(RegionSource source, Size size) {
    this.source = source;
    this.size = size;
  }

  static RegionSource of(RegionSource source, Size size) {
    return source.size().equals(size) ? source : new ResampledRegions(source, size);
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(size);
    Size from = source.size();
    ResampleTable columns =
        ResampleTable.of(
            ResampleFilter.BILINEAR, from.width(), size.width(), region.left(), region.right());
    ResampleTable rows =
        ResampleTable.of(
            ResampleFilter.BILINEAR, from.height(), size.height(), region.top(), region.bottom());
    Region needed =
        new Region(rows.start(), columns.start(), new Size(rows.reach(), columns.reach()));
    ByteImage in = ByteImage.of(source.read(needed));
    ByteImage out = ByteImage.blank(region.size().width(), region.size().height(), 3);
    Resampling.fill(in, columns.fromStart(), rows.fromStart(), out, 0, 0);
    return RgbImage.of(region.size(), out.samples());
  }

  /** Resizes a whole image, of which a band of rows is in memory. */
  static RgbImage whole(RegionSource source, Size size) {
    byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
    RegionSource resampled = of(source, size);
    double rowBytes =
        3.0 * source.size().pixels() / size.height(); // of the source, for a row of the result
    int band = (int) Math.max(1, BAND_BYTES / rowBytes);
    for (int top = 0; top < size.height(); top += band) {
      int height = Math.min(band, size.height() - top);
      RgbImage rows = resampled.read(new Region(top, 0, new Size(height, size.width())));
      System.arraycopy(rows.samples(), 0, samples, 3 * top * size.width(), rows.samples().length);
    }
    return RgbImage.of(size, samples);
  }
}
