package org.bis5k.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.AuditFinding.Kind;
import org.bis5k.data.image.ImageFiles;

/**
 * Files grouped into pairs, with a finding for each file that has none.
 *
 * @param pairs the usable pairs, sorted by stem
 * @param problems why files are in no pair, each naming its file
 * @param leftOut the number of files in no pair
 */
public record FilePairing(List<ImageMaskPair> pairs, List<AuditFinding> problems, int leftOut) {

  static FilePairing byStem(List<Path> images, List<Path> masks) {
    List<ImageMaskPair> pairs = new ArrayList<>();
    List<AuditFinding> problems = new ArrayList<>();
    for (StemGroup group : StemGroup.of(images, masks)) {
      List<Path> image = group.left();
      List<Path> mask = group.right();
      group.reportDuplicates(
          (file, problem) -> problems.add(AuditFinding.in(Kind.SAME_STEM, file, problem)));
      if (mask.isEmpty()) {
        image.forEach(
            file -> problems.add(AuditFinding.in(Kind.NO_MASK, file, "this image has no mask")));
      }
      if (image.isEmpty()) {
        mask.forEach(
            file -> problems.add(AuditFinding.in(Kind.NO_IMAGE, file, "this mask has no image")));
      }
      if (image.size() == 1 && mask.size() == 1) {
        pairs.add(new ImageMaskPair(group.stem(), image.get(0), mask.get(0)));
      }
    }
    return checked(pairs, problems, images.size() + masks.size());
  }

  static FilePairing ofPairs(List<ImageMaskPair> listed) {
    List<ImageMaskPair> pairs = new ArrayList<>();
    List<AuditFinding> problems = new ArrayList<>();
    Set<String> stems = new HashSet<>();
    for (ImageMaskPair pair : listed) {
      if (stems.add(pair.stem())) {
        pairs.add(pair);
      } else {
        problems.add(
            AuditFinding.in(
                Kind.SAME_STEM, pair.image(), "the stem " + pair.stem() + " is listed before"));
      }
    }
    pairs.sort(Comparator.comparing(ImageMaskPair::stem));
    return checked(pairs, problems, 2 * listed.size());
  }

  /** Keeps the pairs whose headers can be read and agree. */
  private static FilePairing checked(
      List<ImageMaskPair> pairs, List<AuditFinding> problems, int files) {
    List<ImageMaskPair> usable = new ArrayList<>();
    for (ImageMaskPair pair : pairs) {
      Size image = size(pair.image(), problems);
      Size mask = size(pair.mask(), problems);
      if (image == null || mask == null) {
        continue;
      }
      if (image.equals(mask)) {
        usable.add(pair);
      } else {
        problems.add(
            new AuditFinding(Kind.SIZE_MISMATCH, pair.mask(), mismatch(pair, image, mask)));
      }
    }
    return new FilePairing(List.copyOf(usable), List.copyOf(problems), files - 2 * usable.size());
  }

  /** Says that a mask has another size than its image; sizes are height x width. */
  static String mismatch(ImageMaskPair pair, Size image, Size mask) {
    return "%s: is %s, its image %s is %s".formatted(pair.mask(), mask, pair.image(), image);
  }

  private static Size size(Path file, List<AuditFinding> problems) {
    try {
      return ImageFiles.readSize(file);
    } catch (InvalidInputException e) {
      problems.add(new AuditFinding(Kind.UNREADABLE, file, e.getMessage()));
      return null;
    }
  }
}
