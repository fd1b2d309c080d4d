package org.bis5k.train.run;

import java.util.OptionalDouble;

/**
 * The best validation score of a run.
 *
 * @param value the largest score; empty before the first
 * @param since the number of scores since then, none of them larger
 */
record BestScore(OptionalDouble value, int since) {

  static final BestScore NONE = new BestScore(OptionalDouble.empty(), 0);

  BestScore {
    if (since < 0) {
      throw new IllegalArgumentException("Scores since the best count from 0; found " + since);
    }
  }

  /** The best score after one more score; of equal scores the first counts. */
  BestScore after(double score) {
    return isBeatenBy(score)
        ? new BestScore(OptionalDouble.of(score), 0)
        : new BestScore(value, since + 1);
  }

  boolean isBeatenBy(double score) {
    return value.isEmpty() || score > value.getAsDouble();
  }

  /** Whether there were at least {@code patience} scores since the best; never for 0. */
  boolean exhausts(int patience) {
    return patience > 0 && since >= patience;
  }
}
