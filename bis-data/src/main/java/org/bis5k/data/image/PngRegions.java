package org.bis5k.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * Regions of a PNG file that is not interlaced. Rows are decoded from the top; those of the last
 * region are kept.
 */
final class PngRegions implements RegionSource, Closeable {

  private final Path file;
  private final FileVersion version;
  private final PngHeader header;
  private final Deque<RgbImage> kept = new ArrayDeque<>();
  private PngReader reader;
  private int firstKept;

  /** Regions of the file of a reader that has not read a row; they close it. */
  PngRegions(Path file, FileVersion version, PngReader reader) {
    this.file = file;
    this.version = version;
    this.header = reader.header();
    this.reader = reader;
  }

  @Override
  public Size size() {
    return header.size();
  }

  @Override
  public RgbImage read(Region region) {
    region.requireInside(size());
    try {
      if (region.top() < firstKept) {
        restart();
      }
      keep(region);
    } catch (IOException e) {
      kept.clear();
      firstKept = size().height(); // behind every region: the next one begins at the top again
      throw InvalidInputException.in(file, DamagedImageException.ofHeader(e), e);
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

  /** Begins at the first row again. */
  private void restart() throws IOException {
    reader.close();
    reader = PngReader.open(file);
    version.requireSame(file);
    kept.clear();
    firstKept = 0;
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
