package org.bis5k.data.image;

import static org.bis5k.data.image.TiffDirectory.BITS;
import static org.bis5k.data.image.TiffDirectory.CHANNELS;
import static org.bis5k.data.image.TiffDirectory.COLOUR_MAP;
import static org.bis5k.data.image.TiffDirectory.COMPRESSION;
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
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  static final int YCBCR = 6;

  private TiffHeader() {}

  /** Whether {@link #of} looks at a tag. */
  static boolean hasTag(int tag) {
    return switch (tag) {
      case WIDTH,
          HEIGHT,
          BITS,
          PHOTOMETRIC,
          CHANNELS,
          COLOUR_MAP,
          COMPRESSION,
          TILE_WIDTH,
          TILE_HEIGHT,
          SAMPLE_FORMAT ->
          true;
      default -> false;
    };
  }

  static ImageHeader of(TiffDirectory directory) throws IOException {
    long width = directory.number(WIDTH, 0);
    Size size = ImageHeader.sizeOf(directory.number(HEIGHT, 0), width);
    long bits = bits(directory);
    long channels = directory.number(CHANNELS, 1);
    long counts = directory.has(BITS) ? directory.numbers(BITS).length : 1;
    if (channels < 1 || channels > 8 || bits < 1 || counts != 1 && counts != channels) {
      throw new DamagedImageException(
          "is damaged: TIFF of %d channels of %d bits, which are given for %d channels"
              .formatted(channels, bits, counts));
    }
    if (bits < 8 && Long.bitCount(bits) != 1) {
      throw new DamagedImageException(
          "has " + bits + " bits per sample; expected 1, 2, 4 or 8. Save it as an 8-bit image");
    }
    requireColours(directory, channels, bits);
    if (largest(directory, SAMPLE_FORMAT) != 1) {
      throw new DamagedImageException(
          "has signed or floating-point samples; expected 8-bit unsigned. Save it as 8-bit");
    }
    requirePlausibleTiles(directory, size);
    return new ImageHeader(
        ImageFormat.TIFF, size, (int) Math.min(bits, Integer.MAX_VALUE), colours(directory));
  }

  /** Bits per sample, the largest of all channels. */
  static long bits(TiffDirectory directory) throws IOException {
    return largest(directory, BITS);
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

  private static void requireColours(TiffDirectory directory, long channels, long bits)
      throws IOException {
    long photometric = directory.number(PHOTOMETRIC, 1);
    if ((photometric == RGB || photometric == YCBCR) && channels < 3) {
      throw new DamagedImageException(
          "is damaged: TIFF of %d channels that are declared as RGB".formatted(channels));
    }
    if (photometric < RGB && channels > 2) { // decoders disagree about the meaning of the others
      throw new DamagedImageException(
          "has %d grey channels; expected 1, or 3 that are declared as RGB. Save it as RGB"
              .formatted(channels));
    }
    if (TiffCompression.isFax(directory.number(COMPRESSION, 1)) && bits * channels != 1) {
      throw new DamagedImageException(
          "is damaged: TIFF of %d channels of %d bits with a compression for 1 bit per pixel"
              .formatted(channels, bits));
    }
    if (photometric == PALETTE && bits <= 8) {
      int entries = directory.numbers(COLOUR_MAP).length;
      if (entries != 3 << bits) {
        throw new DamagedImageException(
            "is damaged: TIFF with a palette of %d values; expected %d for pixels of %d bits"
                .formatted(entries, 3 << bits, bits));
      }
    }
  }

  private static String colours(TiffDirectory directory) throws IOException {
    return switch ((int) directory.number(PHOTOMETRIC, 1)) {
      case 0, 1 -> "grey";
      case PALETTE -> "palette";
      case 5 -> "CMYK";
      case 8, 9, 10 -> "Lab";
      default -> "RGB";
    };
  }
}
