package org.bis5k.data.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.FileDigest;
import org.bis5k.data.InvalidInputException;

/**
 * Image and mask files on disk, paired by stem and sorted by it. Opening reads every header, so
 * that all unpaired, unreadable and mismatched files are known, by name, before any work starts.
 */
public final class BisDataset {

  private final List<ImageMaskPair> pairs;
  private final List<String> problems;
  private final int skipped;

  private BisDataset(FilePairing pairing) {
    this.pairs = pairing.pairs();
    this.problems = pairing.problems().stream().map(AuditFinding::text).toList();
    this.skipped = pairing.leftOut();
  }

  /**
   * Opens a folder that holds {@code images/} and {@code masks/}, such as {@code formal_train} of
   * BIS5k, or a {@linkplain PairList list file}.
   *
   * @param root the folder above both, or the list file
   * @param badFiles whether unusable files fail or are left out
   * @return the data set, at least one pair
   * @throws InvalidInputException if a folder is missing, the list cannot be read, no pair is left,
   *     or a file is unusable and {@code badFiles} says fail
   */
  public static BisDataset open(Path root, BadFiles badFiles) {
    return of(DataPart.open(root), badFiles);
  }

  /**
   * Opens two folders of any name.
   *
   * @param images the folder of the images
   * @param masks the folder of the masks; an image and its mask share their stem
   * @param badFiles whether unusable files fail or are left out
   * @return the data set, at least one pair
   * @throws InvalidInputException if a folder is missing, no pair is left, or a file is unusable
   *     and {@code badFiles} says fail
   */
  public static BisDataset ofFolders(Path images, Path masks, BadFiles badFiles) {
    return of(DataPart.ofFolders(images, images, masks), badFiles);
  }

  /**
   * A data set of named files, such as one fold of a split.
   *
   * @param pairs the pairs, each stem once, in any order
   * @param badFiles whether unusable files fail or are left out
   * @return the data set, at least one pair
   * @throws InvalidInputException if no pair is left, or a file is unusable and {@code badFiles}
   *     says fail
   */
  public static BisDataset ofPairs(List<ImageMaskPair> pairs, BadFiles badFiles) {
    if (pairs.isEmpty()) {
      throw new InvalidInputException("The list of image and mask pairs is empty");
    }
    return of(FilePairing.ofPairs(pairs), badFiles, "The listed files");
  }

  private static BisDataset of(DataPart part, BadFiles badFiles) {
    return of(part.pairing(), badFiles, part.where());
  }

  private static BisDataset of(FilePairing pairing, BadFiles badFiles, String where) {
    int bad = pairing.problems().size();
    String list =
        pairing.problems().stream()
            .map(problem -> "\n  " + problem.text())
            .collect(Collectors.joining());
    if (bad > 0 && badFiles == BadFiles.FAIL) {
      throw new InvalidInputException(
          "%s: %d %s; mend the files or ask to skip them%s"
              .formatted(where, bad, bad == 1 ? "problem" : "problems", list));
    }
    if (pairing.pairs().isEmpty()) {
      throw new InvalidInputException(where + ": no usable pair of image and mask is left" + list);
    }
    return new BisDataset(pairing);
  }

  /**
   * The usable pairs.
   *
   * @return at least one pair, sorted by stem
   */
  public List<ImageMaskPair> pairs() {
    return pairs;
  }

  /**
   * How many files were left out.
   *
   * @return image and mask files that are in no pair; 0 where bad files fail
   */
  public int skipped() {
    return skipped;
  }

  /**
   * Why files were left out.
   *
   * @return one sentence per problem, each naming its file; empty where bad files fail
   */
  public List<String> problems() {
    return problems;
  }

  /**
   * Identifies the data: SHA-256 over each file's name, a zero byte and the SHA-256 of its content,
   * in the order of the pairs, image before mask; folders do not count. Reads every file.
   *
   * @return SHA-256, 64 hexadecimal digits
   * @throws InvalidInputException if a file cannot be read
   */
  public String fingerprint() {
    Hasher all = Hashing.sha256().newHasher();
    for (ImageMaskPair pair : pairs) {
      for (Path file : List.of(pair.image(), pair.mask())) {
        all.putString(file.getFileName().toString(), StandardCharsets.UTF_8);
        all.putByte((byte) 0).putBytes(FileDigest.of(file).bytes());
      }
    }
    return all.hash().toString();
  }
}
