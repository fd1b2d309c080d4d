package org.bis5k.data.image;

import java.util.Map;
import java.util.Set;

/** The compressions of TIFF: those that are supported, and the names of others. */
final class TiffCompression {

  /** The advice for a file that is not supported; vips reads most slide formats. */
  static final String CONVERT =
      "convert it to a tiled TIFF, in QuPath or with: vips tiffsave IN OUT.tif --tile --pyramid --bigtiff"
          + " --compression jpeg --Q 90";

  /** Decoded in whole images alone. */
  static final int OLD_JPEG = 6;

  static final int JPEG = 7;
  static final int NONE = 1;

  /** None, three fax compressions, LZW, JPEG, Deflate (two numbers), PackBits. */
  private static final Set<Integer> READ = Set.of(1, 2, 3, 4, 5, 7, 8, 32946, 32773);

  private static final Map<Integer, String> NAMES =
      Map.of(
          OLD_JPEG,
          "old-style JPEG",
          33003,
          "JPEG 2000",
          33004,
          "JPEG 2000",
          33005,
          "JPEG 2000",
          34712,
          "JPEG 2000",
          34887,
          "LERC",
          34925,
          "LZMA",
          50000,
          "Zstandard",
          50001,
          "WebP",
          50002,
          "JPEG XL");

  private TiffCompression() {}

  /** Whether decoders need a tag to turn the bytes of a tile into samples. */
  static boolean hasTag(int tag) {
    return switch (tag) {
      case 266, 292, 293 -> true; // order of bits, options of fax
      case 317, 338, 347 -> true; // predictor, kind of alpha, tables of JPEG
      case 529, 530, 531, 532 -> true; // YCbCr
      default -> false;
    };
  }

  /** Whether a compression is for pixels of one bit. */
  static boolean isFax(long number) {
    return number >= 2 && number <= 4;
  }

  /** Refuses a compression that is not supported. */
  static void requireReadable(long number) throws DamagedImageException {
    if (!READ.contains((int) number)) {
      throw new DamagedImageException(
          "its pixels are compressed by %s (TIFF compression %d), which is not read; %s"
              .formatted(NAMES.getOrDefault((int) number, "an unknown method"), number, CONVERT));
    }
  }
}
