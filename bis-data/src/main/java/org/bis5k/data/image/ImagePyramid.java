package org.bis5k.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * An open image file of any size, which is read by regions. Pyramidal files also hold smaller
 * copies of the image, called levels.
 *
 * <p>Time and memory to read a region: of tiled and pyramidal TIFF, BigTIFF and Aperio SVS, those
 * of the tiles that the region touches. PNG is decoded from the top, with the rows of one region in
 * memory. JPEG and BMP are decoded in strips of 64 MiB. An interlaced PNG is decoded when it is
 * opened.
 *
 * <p>Samples are taken as by {@link ImageFiles}, and the same kinds of images are refused. Slides
 * of a format or compression that is not supported are refused, too. Use from one thread at a time.
 */
public final class ImagePyramid implements AutoCloseable {

  private static final double SAME_SHAPE = 0.02;
  private static final int SIGNATURE_BYTES = 4;

  private final Path file;
  private final List<RegionSource> levels;
  private final OptionalDouble micrometresPerPixel;
  private final Closeable open;

  private ImagePyramid(
      Path file, List<RegionSource> levels, OptionalDouble micrometresPerPixel, Closeable open) {
    this.file = file;
    this.levels = List.copyOf(levels);
    this.micrometresPerPixel = micrometresPerPixel;
    this.open = open;
  }

  /**
   * Opens a file.
   *
   * @param file an image file
   * @return the image, to be closed
   * @throws InvalidInputException if the file is missing, if its header is damaged or if it is of
   *     an unsupported kind; damage to pixels is found when they are read
   */
  public static ImagePyramid open(Path file) {
    ImageHeader.requireFile(file);
    SlideFormats.requireReadable(file);
    try {
      FileVersion version = FileVersion.of(file);
      ImagePyramid image = isTiff(file) ? openTiff(file, version) : openRows(file, version);
      try {
        version.requireSame(file); // it has been opened more than once
      } catch (IOException e) {
        image.close();
        throw e;
      }
      return image;
    } catch (IOException e) {
      throw InvalidInputException.in(file, DamagedImageException.ofHeader(e), e);
    }
  }

  private static ImagePyramid openRows(Path file, FileVersion version) throws IOException {
    ImageHeader header = ImageHeader.read(file, Long.MAX_VALUE);
    if (header.format() == ImageFormat.PNG) {
      return openPng(file, version);
    }
    ImageStrips strips = ImageStrips.open(file, version, header);
    return new ImagePyramid(file, List.of(strips), OptionalDouble.empty(), strips);
  }

  private static boolean isTiff(Path file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(SIGNATURE_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(start, 0);
    }
    return TiffFile.isTiff(start.getInt(0));
  }

  private static ImagePyramid openPng(Path file, FileVersion version) throws IOException {
    PngReader reader = PngReader.open(file);
    if (!reader.header().interlaced()) {
      PngRegions regions = new PngRegions(file, version, reader);
      return new ImagePyramid(file, List.of(regions), OptionalDouble.empty(), regions);
    }
    reader.close();
    Size size = reader.header().size();
    if (size.pixels() > ImageFiles.DEFAULT_PIXEL_LIMIT) {
      throw new DamagedImageException(
          "is an interlaced PNG of %s pixels, which cannot be read row by row; save it without interlacing"
              .formatted(size));
    }
    RegionSource whole = new WholeImage(ImageFiles.readRgb(file));
    return new ImagePyramid(file, List.of(whole), OptionalDouble.empty(), () -> {});
  }

  private static ImagePyramid openTiff(Path path, FileVersion version) throws IOException {
    TiffFile file = TiffFile.open(path);
    try {
      List<TiffDirectory> pages = file.pages();
      List<RegionSource> levels = new ArrayList<>();
      TiffLayout full = TiffLayout.of(pages.get(0));
      levels.add(new TiffRegions(path, version, file, full));
      for (TiffDirectory copy : file.copies(pages)) {
        if (TiffLayout.isTiled(copy) == full.tiled()
            && isSmallerCopy(TiffHeader.of(copy).size(), full.size())) {
          levels.add(new TiffRegions(path, version, file, TiffLayout.of(copy)));
        }
      }
      levels.sort((a, b) -> Long.compare(b.size().pixels(), a.size().pixels()));
      return new ImagePyramid(path, levels, TiffScale.of(pages.get(0)), file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isSmallerCopy(Size size, Size full) {
    double down = (double) full.height() / size.height();
    double across = (double) full.width() / size.width();
    // The ratio of short sides is imprecise, since sides are rounded to pixels.
    double rounding = 1.0 / Math.min(size.height(), size.width());
    return across > 1 && down > 1 && Math.abs(down / across - 1) < SAME_SHAPE + rounding;
  }

  /**
   * The file of the image.
   *
   * @return the path that was opened
   */
  public Path file() {
    return file;
  }

  /**
   * Height and width of the full image.
   *
   * @return the size in pixels
   */
  public Size size() {
    return levels.get(0).size();
  }

  /**
   * The sizes of all levels.
   *
   * @return the full size first, the others in descending order
   */
  public List<Size> levels() {
    return levels.stream().map(RegionSource::size).toList();
  }

  /**
   * The physical size of the pixels of the full image: {@code MPP} of an Aperio description, else
   * the resolution tags of a TIFF file. Values above 50 micrometres are settings of printers and
   * are ignored.
   *
   * @return micrometres per pixel; empty if the file does not state it
   */
  public OptionalDouble micrometresPerPixel() {
    return micrometresPerPixel;
  }

  /**
   * The full image.
   *
   * @return its regions, which can be read until this is closed
   */
  public RegionSource full() {
    return levels.get(0);
  }

  /**
   * The image at a physical scale: the smallest level that is at least as fine, resized by Pillow's
   * antialiased bilinear filter.
   *
   * @param micrometres micrometres per pixel
   * @return its regions, which can be read until this is closed
   * @throws IllegalArgumentException if the scale is not positive and finite
   * @throws InvalidInputException if the file does not state its scale, or if a side of the result
   *     would have less than one or more than 2^31 - 1 pixels
   */
  public RegionSource at(double micrometres) {
    if (!(micrometres > 0) || Double.isInfinite(micrometres)) {
      throw new IllegalArgumentException(
          "Micrometres per pixel are positive; found " + micrometres);
    }
    double own =
        micrometresPerPixel.orElseThrow(
            () ->
                InvalidInputException.in(
                    file,
                    "does not state its scale (no MPP in an Aperio description, no plausible TIFF"
                        + " resolution), so that it cannot be read at micrometres per pixel"));
    double height = Math.rint(size().height() * own / micrometres);
    double width = Math.rint(size().width() * own / micrometres);
    if (Math.min(height, width) < 1 || Math.max(height, width) > Integer.MAX_VALUE) {
      throw InvalidInputException.in(
          file,
          "has %s pixels of %s micrometres, which cannot be resized to pixels of %s micrometres"
              .formatted(size(), own, micrometres));
    }
    return resampled(new Size((int) height, (int) width));
  }

  /**
   * The whole image at another size, by Pillow's antialiased bilinear filter. The file is read in
   * bands of rows.
   *
   * @param size height and width of the result
   * @return the resized image
   * @throws InvalidInputException if the file is damaged
   */
  public RgbImage resized(Size size) {
    return ResampledRegions.whole(smallestOf(size), size);
  }

  private RegionSource resampled(Size size) {
    return ResampledRegions.of(smallestOf(size), size);
  }

  /** The smallest level that is at least as high and wide, else the full image. */
  private RegionSource smallestOf(Size size) {
    RegionSource smallest = full();
    for (RegionSource level : levels) {
      if (level.size().height() >= size.height() && level.size().width() >= size.width()) {
        smallest = level;
      }
    }
    return smallest;
  }

  /** Closes the file. Its regions can no longer be read. */
  @Override
  public void close() {
    try {
      open.close();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be closed: " + e.getMessage(), e);
    }
  }
}
