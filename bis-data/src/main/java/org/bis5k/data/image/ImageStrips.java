package org.bis5k.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * Regions of a JPEG or BMP file, decoded in strips of many rows. A JPEG decoder begins at the top
 * for each strip, so that few high strips cost less than many low ones. A JPEG file's compressed
 * bytes stay in memory. The platform's BMP decoder returns black rows where a file is truncated,
 * which is why the length of the file is compared.
 */
final class ImageStrips implements RegionSource, Closeable {

  /** The decoded bytes of a strip, unless a region has more. */
  private static final int STRIP_BYTES = 1 << 26;

  private final Path file;
  private final ImageHeader header;
  private final ImageInputStream in;
  private final long leastLength;
  private final int stripRows;
  private RgbImage strip;
  private int top;

  private ImageStrips(
      Path file, ImageHeader header, ImageInputStream in, long leastLength, int stripBytes) {
    this.file = file;
    this.header = header;
    this.in = in;
    this.leastLength = leastLength;
    this.stripRows = Math.max(1, stripBytes / (3 * header.size().width()));
  }

  static ImageStrips open(Path file, ImageHeader header) throws IOException {
    return open(file, header, STRIP_BYTES);
  }

  static ImageStrips open(Path file, ImageHeader header, int stripBytes) throws IOException {
    ImageInputStream in = new FileImageInputStream(file.toFile());
    if (header.format() == ImageFormat.BMP) {
      try {
        return new ImageStrips(file, header, in, BmpHeader.fileLength(in), stripBytes);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
    try (in) {
      byte[] plain = JpegSegments.read(in).withoutProfiles(Files.readAllBytes(file));
      return new ImageStrips(file, header, new MemoryStream(plain), 0, stripBytes);
    }
  }

  @Override
  public Size size() {
    return header.size();
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(size());
    if (strip == null || region.top() < top || region.bottom() > top + strip.size().height()) {
      strip = null; // two strips are never in memory
      int rows = Math.max(stripRows, region.size().height());
      strip = decode(region.top(), Math.min(rows, size().height() - region.top()));
      top = region.top();
    }
    return WholeImage.crop(strip, region.top() - top, region.left(), region.size());
  }

  private RgbImage decode(int from, int rows) {
    try {
      in.seek(0);
      Region region = new Region(from, 0, new Size(rows, size().width()));
      RgbImage decoded = ImageIoDecoder.rows(in, header, region).toRgb();
      if (in.length() < leastLength) { // checked last: the file may be cut meanwhile
        throw new DamagedImageException(
            "is truncated: expected " + leastLength + " bytes or more; found " + in.length());
      }
      return decoded;
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofPixels(e, header.format()), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
