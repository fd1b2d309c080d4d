/**
 * Training runs, for programs that train: the training loop, the run folder, checkpoints and their
 * verification. API: {@code TrainingRun}, {@code TrainingResult}, {@code TrainingListener} with its
 * reports, {@code RunLayout}, {@code RunRecord}, {@code RunVerification}, {@code Checkpoint} and
 * {@code TrainedWeights}.
 */
package org.bis5k.train.run;
