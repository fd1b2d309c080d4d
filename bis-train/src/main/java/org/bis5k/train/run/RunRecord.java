package org.bis5k.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.TextFile;
import org.bis5k.train.config.RunConfig;

/**
 * What a run folder tells of its run, read without touching it: a run may go on meanwhile.
 *
 * @param folder the run's folder
 * @param config the configuration it was last trained with
 * @param provenance {@code provenance.json}, where the run comes from
 * @param checkpoint the newest checkpoint
 * @param lastLoss the summed loss of the last logged step; empty before the first
 */
public record RunRecord(
    Path folder,
    RunConfig config,
    String provenance,
    Checkpoint checkpoint,
    OptionalDouble lastLoss) {

  /**
   * Reads a run folder.
   *
   * @param folder the folder
   * @return the record
   * @throws InvalidInputException if it holds no run, or a file of it is missing or damaged
   */
  public static RunRecord read(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.yaml"))) {
      throw InvalidInputException.in(folder, "holds no run: config.yaml is missing");
    }
    Checkpoint checkpoint = Checkpoint.read(folder.resolve("checkpoints/latest.safetensors"));
    List<Double> losses = LoggedSteps.read(folder.resolve("log.jsonl")).losses();
    return new RunRecord(
        folder,
        RunConfig.parse(checkpoint.config(), folder + " (its configuration)", List.of()),
        text(folder.resolve(Provenance.FILE_NAME)),
        checkpoint,
        losses.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(losses.get(losses.size() - 1)));
  }

  private static String text(Path file) {
    return TextFile.read(file, Provenance.MOST_BYTES, "a record");
  }

  /**
   * Whether the run is over.
   *
   * @return true if all epochs are done, or validation has improved no more for long enough
   */
  public boolean finished() {
    return checkpoint.position().epoch() >= config.train().scheduler().epochs()
        || checkpoint.bestScore().exhausts(config.train().validation().patience());
  }

  /**
   * The checkpoints in the folder.
   *
   * @return their files, sorted by name
   * @throws InvalidInputException if the folder cannot be read
   */
  public List<Path> checkpoints() {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "cannot be read: " + e, e);
    }
  }
}
