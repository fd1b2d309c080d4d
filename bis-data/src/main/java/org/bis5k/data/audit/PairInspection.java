package org.bis5k.data.audit;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.AuditFinding;
import org.bis5k.data.dataset.AuditFinding.Kind;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.image.FilePixels;
import org.bis5k.data.image.ImageFiles;

/**
 * Decodes one pair, keeps what the audit needs and reports findings.
 *
 * @param image what is kept; empty if a file does not decode
 * @param findings problems and notes
 */
record PairInspection(Optional<InspectedImage> image, List<AuditFinding> findings) {

  private static final int HASH_SIDE = 32;

  static PairInspection of(ImageMaskPair pair, long pixelLimit) {
    List<AuditFinding> findings = new ArrayList<>();
    try {
      RgbImage image = image(pair.image(), pixelLimit, findings);
      double foreground = foreground(pair.mask(), pixelLimit, findings);
      GreyPlane small = GreyPlane.of(image, HASH_SIDE);
      InspectedImage kept =
          new InspectedImage(
              pair.image(),
              image.size(),
              content(image),
              PerceptualHash.of(small),
              small.deviation(),
              foreground,
              findings.stream().noneMatch(finding -> finding.kind() == Kind.NOT_BINARY),
              StainIntensity.of(image));
      return new PairInspection(Optional.of(kept), findings);
    } catch (InvalidInputException e) {
      Path culprit = e.file().orElse(pair.image());
      findings.add(new AuditFinding(Kind.UNREADABLE, culprit, e.getMessage()));
      return new PairInspection(Optional.empty(), findings);
    }
  }

  private static RgbImage image(Path file, long pixelLimit, List<AuditFinding> findings) {
    String colours = ImageFiles.readColours(file, pixelLimit);
    if (colours.endsWith("alpha")) {
      findings.add(
          AuditFinding.in(Kind.ALPHA, file, "is " + colours + "; transparency is dropped"));
    }
    RgbImage image = ImageFiles.readRgb(file, pixelLimit);
    byte[] samples = image.samples();
    if (isBlank(samples)) {
      findings.add(AuditFinding.in(Kind.BLANK_IMAGE, file, "has one colour all over"));
    } else if (isGrey(samples)) {
      String stored =
          colours.equals("RGB") ? "is stored as RGB, but every pixel is grey" : "is grey";
      findings.add(
          AuditFinding.in(Kind.GREY_IMAGE, file, stored + "; expected a stained colour image"));
    }
    return image;
  }

  private static double foreground(Path file, long pixelLimit, List<AuditFinding> findings) {
    FilePixels pixels = ImageFiles.readPixels(file, pixelLimit);
    if (!isGrey(pixels.toRgb().samples())) {
      findings.add(
          AuditFinding.in(Kind.COLOURED_MASK, file, "has colours; expected 0 and 255 alone"));
    }
    GreyImage grey = pixels.toGrey();
    long marked = Mask.of(grey).foregroundPixels();
    long between = 0;
    int highest = 0;
    for (byte sample : grey.samples()) {
      int level = sample & 0xff;
      between += level > 0 && level < 255 ? 1 : 0;
      highest = Math.max(highest, level);
    }
    if (between > 0) {
      findings.add(AuditFinding.in(Kind.NOT_BINARY, file, levels(grey.size(), between, highest)));
    } else if (marked == 0) {
      findings.add(AuditFinding.in(Kind.EMPTY_MASK, file, "has no foreground"));
    } else if (marked == grey.size().pixels()) {
      findings.add(AuditFinding.in(Kind.FULL_MASK, file, "has no background"));
    }
    return (double) marked / grey.size().pixels();
  }

  private static String levels(Size size, long between, int highest) {
    String share =
        String.format(
            Locale.ROOT,
            "%.2f %% of its pixels lie between 0 and 255",
            100.0 * between / size.pixels());
    return highest < 128
        ? share + "; none reaches 128, so all of it counts as background. Save foreground as 255"
        : share + "; expected 0 and 255 alone";
  }

  private static HashCode content(RgbImage image) {
    return Hashing.sha256()
        .newHasher()
        .putInt(image.size().height())
        .putInt(image.size().width())
        .putBytes(image.samples())
        .hash();
  }

  /** Whether red, green and blue agree in every pixel. */
  private static boolean isGrey(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) {
        return false;
      }
    }
    return true;
  }

  /** Whether every pixel is like the first. */
  private static boolean isBlank(byte[] samples) {
    for (int i = 3; i < samples.length; i++) {
      if (samples[i] != samples[i - 3]) {
        return false;
      }
    }
    return true;
  }
}
