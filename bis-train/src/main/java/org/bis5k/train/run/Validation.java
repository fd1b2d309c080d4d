package org.bis5k.train.run;

import org.bis5k.model.LogitFunction;

/** Scores a network during training. The checkpoint with the largest score is the best. */
@FunctionalInterface
interface Validation {

  /**
   * The score of the network in its current state.
   *
   * @param network in inference mode
   * @return the score, larger is better; NaN if it is undefined
   */
  double score(LogitFunction network);
}
