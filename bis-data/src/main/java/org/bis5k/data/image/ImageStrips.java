package org.bis5k.data.image;

import java.io.Closeable;
import java.io.IOException;
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

  /** What is verified after a strip has been decoded. */
  private interface Verification {
    void run() throws IOException;
  }

  private final Path file;
  private final ImageHeader header;
  private final ImageInputStream in;
  private final Verification verification;
  private final int stripRows;
  private RgbImage strip;
  private int top;

  private ImageStrips(
      Path file,
      ImageHeader header,
      ImageInputStream in,
      Verification verification,
      int stripBytes) {
    this.file = file;
    this.header = header;
    this.in = in;
    this.verification = verification;
    this.stripRows = Math.max(1, stripBytes / (3 * header.size().width()));
  }

  static ImageStrips open(Path file, FileVersion version, ImageHeader header) throws IOException {
    return open(file, version, header, STRIP_BYTES);
  }

  static ImageStrips open(Path file, FileVersion version, ImageHeader header, int stripBytes)
      throws IOException {
    if (header.format() == ImageFormat.JPEG) {
      byte[] bytes = ImageDecoder.read(file, Long.MAX_VALUE);
      byte[] plain = JpegSegments.read(new MemoryStream(bytes)).withoutProfiles(bytes);
      return new ImageStrips(file, header, new MemoryStream(plain), () -> {}, stripBytes);
    }
    ImageInputStream in = new FileImageInputStream(file.toFile());
    try {
      long leastLength = BmpHeader.fileLength(in);
      return new ImageStrips(
          file, header, in, () -> verify(file, version, in, leastLength), stripBytes);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static void verify(Path file, FileVersion version, ImageInputStream in, long leastLength)
      throws IOException {
    if (in.length() < leastLength) {
      throw new DamagedImageException(
          "is truncated: expected %d bytes or more; found %d".formatted(leastLength, in.length()));
    }
    version.requireUnwritten(file);
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
      try {
        return ImageIoDecoder.rows(in, header, region).toRgb();
      } finally {
        verification.run(); // what it finds explains a failure
      }
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofPixels(e, header.format()), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
