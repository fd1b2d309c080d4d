package org.bis5k.train;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How a call to train ended.
 *
 * @param finished whether all epochs are done; false when training was asked to stop
 * @param epochs finished epochs of the run
 * @param iterations steps of the run
 * @param lastEpochLoss mean loss of the last finished epoch; empty before the first
 * @param best the best validation score; empty without validation
 * @param checkpoint the latest checkpoint
 */
public record TrainingResult(
    boolean finished,
    int epochs,
    long iterations,
    OptionalDouble lastEpochLoss,
    OptionalDouble best,
    Path checkpoint) {}
