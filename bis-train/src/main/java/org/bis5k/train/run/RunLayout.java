package org.bis5k.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;

/**
 * The names of the files of a run folder:
 *
 * <pre>
 * config.yaml       the resolved configuration
 * provenance.json   seed, data fingerprint, versions
 * log.jsonl         one line per step and epoch
 * loss.png          the loss curve
 * checkpoints/      latest, previous, best and epoch-NNNN .safetensors
 * SHA256SUMS        once the run has ended, the checksums of all these
 * diverged.safetensors   only after a loss that is not finite: the batch and the network
 * </pre>
 *
 * @param folder the run folder
 */
public record RunLayout(Path folder) {

  static final String CONFIG = "config.yaml";
  static final String LOG = "log.jsonl";
  static final String LOSS_CURVE = "loss.png";
  static final String CHECKPOINTS = "checkpoints";
  static final String CHECKSUMS = "SHA256SUMS";

  private static final String BEST = "best";
  private static final String LATEST = "latest";
  private static final String EPOCH = "epoch-";
  private static final String SUFFIX = ".safetensors";

  /**
   * The resolved configuration; a run exists as soon as this file does.
   *
   * @return {@code config.yaml}
   */
  public Path config() {
    return folder.resolve(CONFIG);
  }

  /**
   * The origin of the run.
   *
   * @return {@code provenance.json}
   */
  public Path provenance() {
    return folder.resolve(Provenance.FILE_NAME);
  }

  /**
   * The log: JSON, one line per step and per epoch.
   *
   * @return {@code log.jsonl}
   */
  public Path log() {
    return folder.resolve(LOG);
  }

  /**
   * The loss curve.
   *
   * @return {@code loss.png}
   */
  public Path lossCurve() {
    return folder.resolve(LOSS_CURVE);
  }

  /**
   * The SHA-256 of every file of a run that has ended, as {@code sha256sum} writes and reads it.
   *
   * @return {@code SHA256SUMS}
   */
  public Path checksums() {
    return folder.resolve(CHECKSUMS);
  }

  /**
   * The folder of checkpoints.
   *
   * @return {@code checkpoints}
   */
  public Path checkpoints() {
    return folder.resolve(CHECKPOINTS);
  }

  /**
   * The checkpoint of the last finished epoch or the last stop.
   *
   * @return {@code checkpoints/latest.safetensors}
   */
  public Path latest() {
    return checkpoint(LATEST);
  }

  /**
   * The checkpoint before the latest.
   *
   * @return {@code checkpoints/previous.safetensors}
   */
  public Path previous() {
    return checkpoint("previous");
  }

  /**
   * The weights with the best validation score.
   *
   * @return {@code checkpoints/best.safetensors}, which exists only if the run validates
   */
  public Path best() {
    return checkpoint(BEST);
  }

  /** A checkpoint that is written but not yet the latest. */
  Path next() {
    return checkpoint("next");
  }

  /** The checkpoint after an epoch, counted from 1. */
  Path afterEpoch(int epoch) {
    return checkpoint(String.format(Locale.ROOT, "%s%04d", EPOCH, epoch));
  }

  /** The batch and the network of a training whose numbers are no longer finite. */
  Path diverged() {
    return folder.resolve("diverged" + SUFFIX);
  }

  private Path checkpoint(String name) {
    return checkpoints().resolve(name + SUFFIX);
  }

  /** The checkpoints after epochs, oldest first. */
  List<Path> epochCheckpoints() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(EPOCH))
          .sorted()
          .toList();
    }
  }

  /** The best checkpoint, or else the latest. */
  Path bestOrLatest() {
    for (Path file : List.of(best(), latest())) {
      if (Files.exists(file)) {
        return file;
      }
    }
    throw InvalidInputException.in(
        folder,
        "expected a weight file or a run folder; %s/%s and %s/%s are missing"
            .formatted(CHECKPOINTS, BEST + SUFFIX, CHECKPOINTS, LATEST + SUFFIX));
  }
}
