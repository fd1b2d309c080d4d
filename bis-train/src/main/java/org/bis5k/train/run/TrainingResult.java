package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How a call to train ended.
 *
 * @param finished whether the run is over; false when training was asked to stop
 * @param early whether it was over before its last epoch, for want of a better validation score
 * @param epochs finished epochs of the run
 * @param iterations steps of the run
 * @param lastEpochLoss mean loss of the last finished epoch; empty before the first
 * @param best the best validation score; empty without validation
 * @param checkpoint the latest checkpoint
 */
public record TrainingResult(
    boolean finished,
    boolean early,
    int epochs,
    long iterations,
    OptionalDouble lastEpochLoss,
    OptionalDouble best,
    Path checkpoint) {}
