package org.bis5k.train.run;

import java.util.OptionalDouble;

/**
 * The best validation score of a run, and how long ago it was.
 *
 * @param value the largest score; empty before the first
 * @param since how many scores came after it, none of them better
 */
record BestScore(OptionalDouble value, int since) {

  static final BestScore NONE = new BestScore(OptionalDouble.empty(), 0);

  BestScore {
    if (since < 0) {
      throw new IllegalArgumentException("Scores since the best count from 0; found " + since);
    }
  }

  /** What is best once another score is there; the first of equal scores stays. */
  BestScore after(double score) {
    return isBeatenBy(score)
        ? new BestScore(OptionalDouble.of(score), 0)
        : new BestScore(value, since + 1);
  }

  boolean isBeatenBy(double score) {
    return value.isEmpty() || score > value.getAsDouble();
  }

  /** Whether so many scores without a better one are enough; a patience of 0 never ends. */
  boolean exhausts(int patience) {
    return patience > 0 && since >= patience;
  }
}
