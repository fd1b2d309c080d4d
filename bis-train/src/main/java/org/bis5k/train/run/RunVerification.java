package org.bis5k.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.train.config.TrainConfig;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * Verifies a run folder against its own records: the checksums of its files and checkpoints, its
 * log, its data, and its scores, which are computed again.
 */
public final class RunVerification {

  private final RunRecord run;

  private RunVerification(RunRecord run) {
    this.run = run;
  }

  /**
   * The verification of a run. It changes no file.
   *
   * @param folder the run's folder
   * @return the verification
   * @throws InvalidInputException if the folder holds no run, or its latest checkpoint or its log
   *     cannot be read at all
   */
  public static RunVerification of(Path folder) {
    return new RunVerification(RunRecord.read(folder));
  }

  /**
   * Checks files, log and training data. Reads all of them.
   *
   * @return one result for each check
   */
  public List<RunCheck> files() {
    List<RunCheck> checks = new ArrayList<>(checksums());
    run.checkpoints().forEach(file -> checks.add(checkpoint(file)));
    checks.add(log());
    checks.add(data());
    return checks;
  }

  /**
   * Computes scores again: those of the best checkpoint on the validation set, and those of the
   * predictions in section Eval. Takes as long as a validation.
   *
   * @return one result for each recorded score
   */
  public List<RunCheck> scores() {
    List<RunCheck> checks = new ArrayList<>();
    checks.add(RecordedScores.validation(run));
    checks.addAll(RecordedScores.predictions(run.config().eval()));
    return checks;
  }

  private List<RunCheck> checksums() {
    Path list = run.files().checksums();
    if (!Files.exists(list)) {
      return List.of(
          RunCheck.notChecked(
              RunLayout.CHECKSUMS, "written when a run has ended; this one has not"));
    }
    Map<String, String> recorded;
    try {
      recorded = FolderChecksums.read(list);
    } catch (InvalidInputException e) {
      return List.of(RunCheck.wrong(RunLayout.CHECKSUMS, e.getMessage()));
    }
    Map<String, String> found = FolderChecksums.of(run.files().folder(), list);
    Map<String, String> all = new TreeMap<>(found);
    recorded.forEach(all::putIfAbsent);
    return all.keySet().stream()
        .map(name -> compared(name, recorded.get(name), found.get(name)))
        .toList();
  }

  private static RunCheck compared(String name, String recorded, String found) {
    if (recorded == null) {
      return RunCheck.notChecked(name, "came after the run had ended");
    }
    if (found == null) {
      return RunCheck.wrong(name, "is missing");
    }
    return found.equals(recorded)
        ? RunCheck.right(name, "SHA-256 " + found)
        : RunCheck.wrong(name, "expected SHA-256 " + recorded + "; found " + found);
  }

  private static RunCheck checkpoint(Path file) {
    String subject = RunLayout.CHECKPOINTS + "/" + file.getFileName() + " inside";
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      Checkpoint.Position position = checkpoint.position();
      return RunCheck.right(
          subject, "after epoch " + position.epoch() + ", iteration " + position.iteration());
    } catch (InvalidInputException e) {
      return RunCheck.wrong(subject, e.getMessage());
    }
  }

  private RunCheck log() {
    Path log = run.files().log();
    long expected = run.checkpoint().position().iteration();
    try {
      int found = LoggedSteps.read(log).losses().size();
      String steps = found + " steps, the latest checkpoint stands after " + expected;
      boolean complete = Files.size(log) >= run.checkpoint().logBytes() && found >= expected;
      return complete ? RunCheck.right(RunLayout.LOG, steps) : RunCheck.wrong(RunLayout.LOG, steps);
    } catch (InvalidInputException e) {
      return RunCheck.wrong(RunLayout.LOG, e.getMessage());
    } catch (IOException e) {
      throw InvalidInputException.in(log, "cannot be read: " + e, e);
    }
  }

  private RunCheck data() {
    String recorded =
        ProvenanceJson.value(
            run.provenance(), "data", run.files().folder() + ": " + Provenance.FILE_NAME);
    TrainConfig train = run.config().train();
    String found;
    try {
      found = train.dataset().open(train.dataloader().badFiles()).fingerprint();
    } catch (InvalidInputException e) {
      return RunCheck.notChecked("training data", e.getMessage());
    }
    return found.equals(recorded)
        ? RunCheck.right("training data", "SHA-256 " + found)
        : RunCheck.wrong("training data", "expected SHA-256 " + recorded + "; found " + found);
  }
}
