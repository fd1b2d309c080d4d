package org.bis5k.data.image;

import java.util.Map;
import java.util.Set;

/** The compressions of TIFF pixels: those that are read, and the names of those that are not. */
final class TiffCompression {

  /** What to do about a file that cannot be read; vips reads most slide formats. */
  static final String CONVERT =
      "convert it to a tiled TIFF, in QuPath or with: vips tiffsave IN OUT.tif --tile --pyramid --bigtiff"
          + " --compression jpeg --Q 90";

  /** None, three kinds of fax, LZW, JPEG, two numbers for Deflate, PackBits. */
  private static final Set<Integer> READ = Set.of(1, 2, 3, 4, 5, 7, 8, 32946, 32773);

  private static final Map<Integer, String> NAMES =
      Map.of(
          6, "old-style JPEG",
          33003, "JPEG 2000",
          33004, "JPEG 2000",
          33005, "JPEG 2000",
          34712, "JPEG 2000",
          34887, "LERC",
          34925, "LZMA",
          50000, "Zstandard",
          50001, "WebP",
          50002, "JPEG XL");

  private TiffCompression() {}

  /** Refuses a compression that is not read, by its name. */
  static void requireReadable(long number) throws DamagedImageException {
    if (!READ.contains((int) number)) {
      throw new DamagedImageException(
          "its pixels are compressed by %s (TIFF compression %d), which is not read; %s"
              .formatted(NAMES.getOrDefault((int) number, "an unknown method"), number, CONVERT));
    }
  }
}
