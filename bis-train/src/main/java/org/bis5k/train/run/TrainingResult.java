package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How a call to {@link TrainingRun#train} ended.
 *
 * @param outcome why training ended
 * @param epochs finished epochs of the run
 * @param iterations steps of the run
 * @param lastEpochLoss mean loss of the last finished epoch; empty before the first
 * @param best the best validation score; empty without validation
 * @param checkpoint the latest checkpoint
 */
public record TrainingResult(
    Outcome outcome,
    int epochs,
    long iterations,
    OptionalDouble lastEpochLoss,
    OptionalDouble best,
    Path checkpoint) {

  /** Why training ended. */
  public enum Outcome {
    /** All configured epochs are done. */
    COMPLETED,
    /** The validation score has not improved for {@code Train.Validation.patience} validations. */
    STOPPED_EARLY,
    /** {@link TrainingRun#stop} was called; the run can be resumed. */
    INTERRUPTED
  }

  /**
   * Whether the run is over.
   *
   * @return false if it was interrupted and can be resumed
   */
  public boolean finished() {
    return outcome != Outcome.INTERRUPTED;
  }
}
