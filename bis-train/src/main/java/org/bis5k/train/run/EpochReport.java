package org.bis5k.train.run;

import java.util.OptionalDouble;

/**
 * The numbers of one finished epoch.
 *
 * @param epoch from 0
 * @param iterations of the run so far
 * @param loss mean over the epoch's steps of the loss, which is summed over the outputs
 * @param validation the validation score; empty if none was due or it is undefined
 * @param best whether that score is the best so far
 * @param seconds spent in this epoch by this process
 */
public record EpochReport(
    int epoch,
    long iterations,
    double loss,
    OptionalDouble validation,
    boolean best,
    double seconds) {}
