/**
 * Training runs: the loop, the run folder, checkpoints, verification. API: {@code TrainingRun},
 * {@code RunFolder}, {@code Checkpoint}, {@code RunVerification}.
 */
package org.bis5k.train.run;
