package org.bis5k.train.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;

/**
 * The folder of one training run, locked while it is open:
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
 * A run exists from the moment its {@code config.yaml} does, and can be resumed from then on.
 */
public final class RunFolder implements AutoCloseable {

  private static final String SUFFIX = ".safetensors";

  private final Path path;
  private final FolderLock lock;

  private RunFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * A folder for a new run.
   *
   * @param path made if missing
   * @return the folder, locked
   * @throws InvalidInputException if it holds a run already, cannot be written to, or another
   *     process has it open
   */
  public static RunFolder create(Path path) {
    refuseRun(path);
    try {
      Files.createDirectories(path.resolve("checkpoints"));
    } catch (IOException e) {
      throw InvalidInputException.in(path, "the run folder cannot be written to: " + e, e);
    }
    RunFolder folder = locked(path);
    try {
      refuseRun(path); // one may have begun before the lock
      return folder;
    } catch (InvalidInputException e) {
      folder.close();
      throw e;
    }
  }

  private static void refuseRun(Path path) {
    for (String name : List.of("config.yaml", "log.jsonl", Provenance.FILE_NAME)) {
      if (Files.exists(path.resolve(name))) {
        throw InvalidInputException.in(
            path,
            "holds a run already (" + name + "); continue it with --resume or take another folder");
      }
    }
  }

  /**
   * The folder of a run to continue.
   *
   * @param path the folder
   * @return the folder, locked
   * @throws InvalidInputException if it holds no run, or another process has it open
   */
  public static RunFolder resume(Path path) {
    if (!Files.isRegularFile(path.resolve("config.yaml"))
        || !Files.isDirectory(path.resolve("checkpoints"))) {
      throw InvalidInputException.in(
          path, "holds no run to resume: config.yaml or checkpoints is missing");
    }
    return locked(path);
  }

  private static RunFolder locked(Path path) {
    FolderLock lock = FolderLock.take(path);
    try {
      removeLeftovers(path);
      removeLeftovers(path.resolve("checkpoints"));
      return new RunFolder(path, lock);
    } catch (IOException e) {
      lock.close();
      throw InvalidInputException.in(path, "what a dead run left cannot be removed: " + e, e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Half-written files of a run that died; nobody else writes here while the lock is held. */
  private static void removeLeftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(".") && name.endsWith(".tmp")) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Where it lies.
   *
   * @return the folder
   */
  public Path path() {
    return path;
  }

  /**
   * The resolved configuration.
   *
   * @return {@code config.yaml}
   */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /**
   * The log.
   *
   * @return {@code log.jsonl}
   */
  public Path log() {
    return path.resolve("log.jsonl");
  }

  /**
   * The loss curve.
   *
   * @return {@code loss.png}
   */
  public Path lossCurve() {
    return path.resolve("loss.png");
  }

  /**
   * The checkpoint of the last finished epoch or the last stop.
   *
   * @return {@code checkpoints/latest.safetensors}
   */
  public Path latest() {
    return checkpoint("latest");
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
   * @return {@code checkpoints/best.safetensors}; only there if the run validates
   */
  public Path best() {
    return checkpoint("best");
  }

  /** The checkpoint after an epoch, counted from 1. */
  Path afterEpoch(int epoch) {
    return checkpoint(String.format(Locale.ROOT, "epoch-%04d", epoch));
  }

  private Path checkpoint(String name) {
    return path.resolve("checkpoints").resolve(name + SUFFIX);
  }

  /** What is kept of a training whose numbers are no longer finite. */
  Path diverged() {
    return path.resolve("diverged" + SUFFIX);
  }

  /**
   * The SHA-256 of every file of a run that has ended, as {@code sha256sum} writes and reads it.
   */
  Path checksums() {
    return path.resolve("SHA256SUMS");
  }

  void writeText(String name, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    AtomicFile.writeDurably(path.resolve(name), channel -> AtomicFile.writeFully(channel, bytes));
  }

  /** Lists the checksums of all files, as they are when the run has ended. */
  void writeChecksums() {
    writeText("SHA256SUMS", FolderChecksums.text(FolderChecksums.of(path, checksums())));
  }

  /** Removes the checksums of a run that goes on. */
  void dropChecksums() {
    try {
      Files.deleteIfExists(checksums());
    } catch (IOException e) {
      throw InvalidInputException.in(checksums(), "cannot be removed: " + e, e);
    }
  }

  /** Writes the latest checkpoint and reads it back; the one before it stays as previous. */
  void saveLatest(Checkpoint checkpoint) {
    checkpoint.write(next());
    Checkpoint.read(next());
    promoteNext();
  }

  private Path next() {
    return checkpoint("next");
  }

  private void promoteNext() {
    try {
      if (Files.exists(latest())) {
        move(latest(), previous());
      }
      move(next(), latest());
    } catch (IOException e) {
      throw InvalidInputException.in(latest(), "cannot be written: " + e, e);
    }
  }

  /** Removes all but the last {@code keep} of the checkpoints after epochs; 0 keeps all. */
  void prune(int keep) {
    if (keep == 0) {
      return;
    }
    try (Stream<Path> files = Files.list(path.resolve("checkpoints"))) {
      List<Path> old =
          files
              .filter(file -> file.getFileName().toString().startsWith("epoch-"))
              .sorted()
              .toList();
      for (Path file : old.subList(0, Math.max(0, old.size() - keep))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw InvalidInputException.in(path, "old checkpoints cannot be removed: " + e, e);
    }
  }

  /**
   * Whether a run died before its first checkpoint: nothing was trained, so nothing is lost by
   * beginning again.
   */
  boolean isUntrained() {
    try {
      boolean logged = Files.exists(log()) && Files.size(log()) > 0;
      return !logged && Stream.of(next(), latest(), previous()).noneMatch(Files::exists);
    } catch (IOException e) {
      throw InvalidInputException.in(log(), "cannot be read: " + e, e);
    }
  }

  /**
   * The newest checkpoint that can be read.
   *
   * @param warnings told of damaged files that are passed over
   * @return the checkpoint
   * @throws InvalidInputException if none can be read
   */
  Checkpoint newest(Consumer<String> warnings) {
    InvalidInputException failure = null;
    for (Path file : List.of(next(), latest(), previous())) {
      if (!Files.exists(file)) {
        continue;
      }
      try {
        Checkpoint found = Checkpoint.read(file);
        if (file.equals(next())) {
          promoteNext(); // the run died after writing it, before it took its place
        }
        return found;
      } catch (InvalidInputException e) {
        failure = e;
        warnings.accept(e.getMessage() + "; an earlier checkpoint is used, if there is one");
      }
    }
    throw failure != null
        ? failure
        : InvalidInputException.in(path, "holds no checkpoint to resume from");
  }

  /** Lets go of the lock. */
  @Override
  public void close() {
    lock.close();
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
