package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** Regions of a PNG file, decoded from the top; the rows of the last region are kept. */
final class PngRegions implements FileRegions {

  private final Path file;
  private final Size size;
  private final Deque<RgbImage> kept = new ArrayDeque<>();
  private PngRowReader reader;
  private int firstKept;

  private PngRegions(Path file, Size size, PngRowReader reader) {
    this.file = file;
    this.size = size;
    this.reader = reader;
  }

  static FileRegions open(Path file, ImageHeader header) throws IOException {
    PngRowReader reader = PngRowReader.open(file);
    if (!reader.interlaced()) {
      return new PngRegions(file, header.size(), reader);
    }
    reader.close();
    if (header.size().pixels() > ImageFiles.DEFAULT_PIXEL_LIMIT) {
      throw new DamagedImageException(
          "is an interlaced PNG of "
              + header.size()
              + " pixels, which cannot be read row by row; save it without interlacing");
    }
    return new WholeImage(ImageFiles.readRgb(file));
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(size);
    try {
      if (region.top() < firstKept) {
        reader.close();
        reader = PngRowReader.open(file);
        kept.clear();
        firstKept = 0;
      }
      keep(region);
    } catch (IOException e) {
      boolean damaged = e instanceof DamagedImageException;
      throw InvalidInputException.in(file, damaged ? e.getMessage() : "cannot be read: " + e, e);
    }
    byte[] samples = new byte[Math.toIntExact(3 * region.size().pixels())];
    int length = 3 * region.size().width();
    int to = 0;
    for (RgbImage row : kept) {
      if (to < samples.length) {
        System.arraycopy(row.samples(), 3 * region.left(), samples, to, length);
        to += length;
      }
    }
    return RgbImage.of(region.size(), samples);
  }

  /** Makes the kept rows begin with the region and reach at least to its end. */
  private void keep(Region region) throws IOException {
    while (firstKept < region.top() && !kept.isEmpty()) {
      kept.removeFirst();
      firstKept++;
    }
    while (firstKept < region.top()) {
      reader.next();
      firstKept++;
    }
    while (firstKept + kept.size() < region.bottom()) {
      kept.addLast(reader.next().toRgb());
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
