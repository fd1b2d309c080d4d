package org.bis5k.train.run;

import org.bis5k.model.LogitFunction;

/** Scores a network during training; the checkpoint with the largest score is the best. */
@FunctionalInterface
interface Validation {

  /**
   * The score of the network as it is.
   *
   * @param network in inference mode
   * @return larger is better; NaN never counts as best
   */
  double score(LogitFunction network);
}
