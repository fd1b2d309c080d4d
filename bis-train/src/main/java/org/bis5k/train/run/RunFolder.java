package org.bis5k.train.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * The folder of one training run, locked against other processes while it is open. A run exists
 * from the moment its {@code config.yaml} does, and can be resumed from then on.
 */
final class RunFolder implements AutoCloseable {

  private final RunLayout files;
  private final FolderLock lock;

  private RunFolder(RunLayout files, FolderLock lock) {
    this.files = files;
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
  static RunFolder create(Path path) {
    RunLayout files = new RunLayout(path);
    refuseRun(files);
    try {
      Files.createDirectories(files.checkpoints());
    } catch (IOException e) {
      throw InvalidInputException.in(path, "the run folder cannot be written to: " + e, e);
    }
    RunFolder folder = locked(files);
    try {
      refuseRun(files); // another run may have begun before the lock was acquired
      return folder;
    } catch (InvalidInputException e) {
      folder.close();
      throw e;
    }
  }

  private static void refuseRun(RunLayout files) {
    for (Path file : List.of(files.config(), files.log(), files.provenance())) {
      if (Files.exists(file)) {
        throw InvalidInputException.in(
            files.folder(),
            "holds a run already (%s); continue it with --resume or take another folder"
                .formatted(file.getFileName()));
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
  static RunFolder resume(Path path) {
    RunLayout files = new RunLayout(path);
    if (!Files.isRegularFile(files.config()) || !Files.isDirectory(files.checkpoints())) {
      throw InvalidInputException.in(
          path,
          "holds no run to resume: %s or %s is missing"
              .formatted(RunLayout.CONFIG, RunLayout.CHECKPOINTS));
    }
    return locked(files);
  }

  private static RunFolder locked(RunLayout files) {
    Path path = files.folder();
    FolderLock lock = FolderLock.take(path);
    try {
      removeLeftovers(path);
      removeLeftovers(files.checkpoints());
      return new RunFolder(files, lock);
    } catch (IOException e) {
      lock.close();
      throw InvalidInputException.in(path, "what a dead run left cannot be removed: " + e, e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Removes temporary files of a run that died; no other run writes here under the lock. */
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

  /** The names of its files. */
  RunLayout files() {
    return files;
  }

  /** Writes the configuration and provenance; the run can be resumed from then on. */
  void begin(RunConfig config, Provenance provenance) {
    writeText(files.config(), config.toYaml());
    writeText(files.provenance(), ProvenanceJson.text(provenance) + "\n");
  }

  private static void writeText(Path file, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    AtomicFile.writeDurably(file, channel -> AtomicFile.writeFully(channel, bytes));
  }

  /** Writes the checksums of all files at the end of a run. */
  void writeChecksums() {
    Path list = files.checksums();
    writeText(list, FolderChecksums.text(FolderChecksums.of(files.folder(), list)));
  }

  /** Removes the checksums when a run is continued. */
  void dropChecksums() {
    try {
      Files.deleteIfExists(files.checksums());
    } catch (IOException e) {
      throw InvalidInputException.in(files.checksums(), "cannot be removed: " + e, e);
    }
  }

  /** Writes the latest checkpoint and reads it back; the one before is kept as previous. */
  void saveLatest(Checkpoint checkpoint) {
    checkpoint.write(files.next());
    Checkpoint.read(files.next());
    promoteNext();
  }

  private void promoteNext() {
    try {
      if (Files.exists(files.latest())) {
        move(files.latest(), files.previous());
      }
      move(files.next(), files.latest());
    } catch (IOException e) {
      throw InvalidInputException.in(files.latest(), "cannot be written: " + e, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes all but the last {@code keep} of the checkpoints after epochs; 0 keeps all. */
  void prune(int keep) {
    if (keep == 0) {
      return;
    }
    try {
      List<Path> old = files.epochCheckpoints();
      for (Path file : old.subList(0, Math.max(0, old.size() - keep))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw InvalidInputException.in(files.folder(), "old checkpoints cannot be removed: " + e, e);
    }
  }

  /**
   * Whether a run died before its first checkpoint. Nothing was trained yet, so that it can start
   * from the beginning.
   */
  boolean isUntrained() {
    try {
      boolean logged = Files.exists(files.log()) && Files.size(files.log()) > 0;
      return !logged && states().stream().noneMatch(Files::exists);
    } catch (IOException e) {
      throw InvalidInputException.in(files.log(), "cannot be read: " + e, e);
    }
  }

  /** The checkpoints a run can be resumed from, newest first. */
  private List<Path> states() {
    return List.of(files.next(), files.latest(), files.previous());
  }

  /**
   * The newest checkpoint that can be read.
   *
   * @param warnings called with a message for each damaged file that is passed over
   * @return the checkpoint
   * @throws InvalidInputException if none can be read
   */
  Checkpoint newest(Consumer<String> warnings) {
    InvalidInputException failure = null;
    for (Path file : states()) {
      if (!Files.exists(file)) {
        continue;
      }
      try {
        Checkpoint found = Checkpoint.read(file);
        if (file.equals(files.next())) {
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
        : InvalidInputException.in(files.folder(), "holds no checkpoint to resume from");
  }

  /** Releases the lock. */
  @Override
  public void close() {
    lock.close();
  }
}
