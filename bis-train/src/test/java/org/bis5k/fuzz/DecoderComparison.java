package org.bis5k.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.ImagePyramid;

/**
 * Compares the decoders of PNG and TIFF, of whole images and by regions, with those of the JDK: all
 * refuse a file, or all decode the same samples. Differences are allowed only as listed here.
 */
final class DecoderComparison {

  private static final long MAX_PIXELS = 1 << 18;

  /**
   * Why PNG files are refused that the platform decodes: it verifies no checksums, stops at the
   * last row, fills missing pixels with black and ignores a second header that contradicts the
   * first. Data chunks that do not follow each other break the standard.
   */
  private static final List<Pattern> STRICTER_PNG =
      List.of(
          Pattern.compile("is damaged: the checksum of its PNG chunk \\S+ at byte \\d+ differs"),
          Pattern.compile("is truncated: its PNG chunk \\S+ at byte \\d+ has more bytes .*"),
          Pattern.compile("is truncated: its PNG end chunk \\(IEND\\) is missing"),
          Pattern.compile("is damaged: its PNG chunk \\S+ has -\\d+ bytes"),
          Pattern.compile("is damaged: its PNG palette \\(PLTE\\) has \\d+ bytes; .*"),
          Pattern.compile("is damaged: its compressed pixels cannot be inflated: .*"),
          Pattern.compile("is truncated: the checksum of its pixels is missing"),
          Pattern.compile("is damaged: another chunk lies between its PNG data chunks \\(IDAT\\)"),
          Pattern.compile("is damaged: it holds no PNG pixels \\(IDAT\\)"),
          Pattern.compile("is damaged: its compressed pixels go on for more than .*"),
          Pattern.compile("is damaged: it has a second PNG header chunk \\(IHDR\\)"));

  /** Why the platform refuses PNG files that are read: it parses chunks that change no sample. */
  private static final Pattern PNG_METADATA = Pattern.compile("Error \\w+ PNG metadata");

  /**
   * Why TIFF regions are refused of files that are read as a whole: regions need all tags, not only
   * those of the samples, and read no byte beyond a tile's length; they decode also the rows of a
   * tile that lie below the image.
   */
  private static final List<Pattern> STRICTER_REGIONS =
      List.of(
          Pattern.compile("is truncated: it ends inside its header"),
          Pattern.compile("is truncated: its pixels end too early"),
          Pattern.compile("is damaged: TIFF tag \\d+ of \\d+ values"),
          Pattern.compile("is damaged: its TIFF tag \\d+ .*"),
          Pattern.compile("is damaged: the values of its TIFF tags, up to tag \\d+, .*"),
          Pattern.compile("is damaged: its TIFF tile \\d+ of \\S+ has \\d+ bytes"),
          Pattern.compile("is damaged: its TIFF directories form a circle"),
          Pattern.compile("is damaged: its header declares .*"),
          Pattern.compile("is damaged: a TIFF directory of \\d+ tags"),
          Pattern.compile("cannot be decoded as TIFF: (incorrect|invalid|Corrupted TIFF LZW:) .*"));

  /**
   * Why whole TIFF files are refused that are read by regions: TwelveMonkeys takes the offsets of
   * tiles in 16 and 32 bits alone, and shifts the colours of YCbCr tiles wider than the image.
   */
  private static final List<Pattern> STRICTER_WHOLE =
      List.of(
          Pattern.compile(
              "cannot be decoded as TIFF: Unsupported (Tile|Strip)Offsets type: BYTE .*"),
          Pattern.compile("has YCbCr samples in tiles without JPEG compression\\. .*"));

  /** What became of a file. */
  enum Outcome {
    /** Everybody decoded the same samples. */
    SAME,
    /** Everybody refused it. */
    REFUSED,
    /** An allowed difference. */
    ALLOWED
  }

  private final Path file;
  private final byte[] bytes;

  private DecoderComparison(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * Compares the decoders on one file.
   *
   * @param file holds the bytes
   * @throws AssertionError if they differ in a way that is not allowed
   */
  static Outcome compare(Path file, byte[] bytes) {
    DecoderComparison comparison = new DecoderComparison(file, bytes);
    boolean png = bytes.length > 0 && bytes[0] == (byte) 0x89;
    return png ? comparison.png() : comparison.tiff();
  }

  /** An image, or why there is none. */
  private record Result(RgbImage image, String problem) {}

  private interface Decoder {
    RgbImage decode() throws IOException;
  }

  private Result attempt(Decoder decoder) {
    try {
      return new Result(decoder.decode(), "");
    } catch (InvalidInputException e) {
      return new Result(null, e.getMessage().substring(file.toString().length() + 2));
    } catch (IOException e) {
      return new Result(null, String.valueOf(e.getMessage()));
    }
  }

  private RgbImage regions() {
    try (ImagePyramid image = ImagePyramid.open(file)) {
      if (image.size().pixels() > MAX_PIXELS) {
        throw InvalidInputException.in(file, "large");
      }
      return image.full().read(Region.whole(image.size()));
    }
  }

  private Outcome png() {
    Result whole = attempt(() -> ImageFiles.readRgb(file, MAX_PIXELS));
    Result regions = attempt(this::regions);
    Result platform = attempt(() -> PlatformDecoder.decode(bytes, "png"));
    require(
        whole.image == null
            ? regions.image == null
            : regions.image != null && difference(whole.image, regions.image) == 0,
        "whole and regions",
        whole,
        regions);
    if (whole.image == null) {
      require(
          platform.image == null || matches(STRICTER_PNG, whole.problem),
          "we refuse what the platform reads",
          whole,
          platform);
      return platform.image == null ? Outcome.REFUSED : Outcome.ALLOWED;
    }
    if (platform.image == null) {
      require(
          PNG_METADATA.matcher(platform.problem).matches(),
          "the platform refuses what we read",
          whole,
          platform);
      return Outcome.ALLOWED;
    }
    require(difference(whole.image, platform.image) == 0, "other samples", whole, platform);
    return Outcome.SAME;
  }

  private Outcome tiff() {
    TiffTags tags = TiffTags.of(bytes);
    Result whole = attempt(() -> ImageFiles.readRgb(file, MAX_PIXELS));
    Result regions = attempt(this::regions);
    require(
        regions.image == null
            ? whole.image == null || matches(STRICTER_REGIONS, regions.problem)
            : whole.image == null
                ? matches(STRICTER_WHOLE, whole.problem)
                : difference(whole.image, regions.image) == 0,
        "whole and regions",
        whole,
        regions);
    if (whole.image == null) {
      return Outcome.REFUSED; // the platform ignores damaged tags, and so decodes what it can
    }
    if (!tags.comparable() || tags.wantsMemory()) {
      return Outcome.ALLOWED;
    }
    Result platform = attempt(() -> PlatformDecoder.decode(bytes, "tiff"));
    require(
        platform.image == null
            ? regions.image == null
            : difference(whole.image, platform.image) <= tags.tolerance(),
        "other samples than the platform",
        whole,
        platform);
    return regions.image == null ? Outcome.ALLOWED : Outcome.SAME;
  }

  private static boolean matches(List<Pattern> reasons, String problem) {
    return reasons.stream().anyMatch(reason -> reason.matcher(problem).matches());
  }

  /** The largest difference of two samples; 256 between images of different sizes. */
  private static int difference(RgbImage one, RgbImage other) {
    if (!one.size().equals(other.size())) {
      return 256;
    }
    int largest = 0;
    for (int i = 0; i < one.samples().length; i++) {
      largest =
          Math.max(largest, Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff)));
    }
    return largest;
  }

  private static void require(boolean allowed, String what, Result one, Result other) {
    if (!allowed) {
      throw new AssertionError(what + ": " + shown(one) + " / " + shown(other));
    }
  }

  private static String shown(Result result) {
    return result.image == null ? result.problem : "decoded " + result.image.size();
  }
}
