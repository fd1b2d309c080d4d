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
 * The content of a run folder. Reading changes nothing and needs no lock, so that a running
 * training can be inspected.
 *
 * @param files the names of the run's files
 * @param config the configuration of the newest checkpoint
 * @param provenance the text of {@code provenance.json}
 * @param checkpoint the newest checkpoint
 * @param lastLoss the loss of the last logged step, summed over the outputs; empty before the first
 */
public record RunRecord(
    RunLayout files,
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
    RunLayout files = new RunLayout(folder);
    if (!Files.isRegularFile(files.config())) {
      throw InvalidInputException.in(
          folder, "holds no run: %s is missing".formatted(RunLayout.CONFIG));
    }
    Checkpoint checkpoint = Checkpoint.read(files.latest());
    List<Double> losses = LoggedSteps.read(files.log()).losses();
    return new RunRecord(
        files,
        RunConfig.parse(checkpoint.config(), folder + " (its configuration)", List.of()),
        text(files.provenance()),
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
   * @return true if all epochs are done or training was stopped early
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
    try (Stream<Path> all = Files.list(files.checkpoints())) {
      return all.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw InvalidInputException.in(files.folder(), "cannot be read: " + e, e);
    }
  }
}
