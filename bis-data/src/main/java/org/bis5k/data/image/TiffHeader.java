package org.bis5k.data.image;

import static org.bis5k.data.image.TiffDirectory.BITS;
import static org.bis5k.data.image.TiffDirectory.CHANNELS;
import static org.bis5k.data.image.TiffDirectory.HEIGHT;
import static org.bis5k.data.image.TiffDirectory.PHOTOMETRIC;
import static org.bis5k.data.image.TiffDirectory.SAMPLE_FORMAT;
import static org.bis5k.data.image.TiffDirectory.TILE_HEIGHT;
import static org.bis5k.data.image.TiffDirectory.TILE_WIDTH;
import static org.bis5k.data.image.TiffDirectory.WIDTH;

import java.io.IOException;
import java.util.Arrays;
import org.bis5k.data.Size;

/** The size of a TIFF image and the kind of its samples, from the tags of its directory. */
final class TiffHeader {

  private static final long LARGEST_TILE_SIDE = 4096;

  private TiffHeader() {}

  /** Whether {@link #of} looks at a tag. */
  static boolean hasTag(int tag) {
    return switch (tag) {
      case WIDTH, HEIGHT, BITS, PHOTOMETRIC, CHANNELS, TILE_WIDTH, TILE_HEIGHT, SAMPLE_FORMAT ->
          true;
      default -> false;
    };
  }

  static ImageHeader of(TiffDirectory directory) throws IOException {
    long width = directory.number(WIDTH, 0);
    Size size = ImageHeader.sizeOf(directory.number(HEIGHT, 0), width);
    long bits = largest(directory, BITS);
    long channels = directory.number(CHANNELS, 1);
    if (channels < 1 || channels > 8 || bits < 1) {
      throw new DamagedImageException(
          "is damaged: TIFF of %d channels of %d bits".formatted(channels, bits));
    }
    if (largest(directory, SAMPLE_FORMAT) != 1) {
      throw new DamagedImageException(
          "has signed or floating-point samples; expected 8-bit unsigned. Save it as 8-bit");
    }
    requirePlausibleTiles(directory, size);
    return new ImageHeader(
        ImageFormat.TIFF, size, (int) Math.min(bits, Integer.MAX_VALUE), colours(directory));
  }

  /** The largest of one value per channel; 1, which is the standard's default, without the tag. */
  private static long largest(TiffDirectory directory, int tag) throws IOException {
    return directory.has(tag) ? Arrays.stream(directory.numbers(tag)).max().orElse(0) : 1;
  }

  /** A tile may be larger than the image, but a decoder allocates all of it. */
  private static void requirePlausibleTiles(TiffDirectory directory, Size size) throws IOException {
    long width = directory.number(TILE_WIDTH, 1);
    long height = directory.number(TILE_HEIGHT, 1);
    if (width > Math.max(LARGEST_TILE_SIDE, 2L * size.width())
        || height > Math.max(LARGEST_TILE_SIDE, 2L * size.height())) {
      throw new DamagedImageException(
          "is damaged: TIFF tiles of %dx%d in an image of %s".formatted(height, width, size));
    }
  }

  private static String colours(TiffDirectory directory) throws IOException {
    return switch ((int) directory.number(PHOTOMETRIC, 1)) {
      case 0, 1 -> "grey";
      case 3 -> "palette";
      case 5 -> "CMYK";
      case 8, 9, 10 -> "Lab";
      default -> "RGB";
    };
  }
}
