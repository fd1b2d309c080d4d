package org.bis5k.data.dataset;

import java.util.random.RandomGenerator;
import org.bis5k.data.SampleSeed;

/** The order in which an epoch visits the samples. */
public final class EpochOrder {

  // Keeps the shuffle of an epoch apart from the draws of its samples.
  private static final long SHUFFLE = 0x5DEECE66DC0FFEE5L;

  private EpochOrder() {}

  /** 0, 1, 2, … */
  static int[] sorted(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * A permutation that depends on the seed and the epoch alone (Fisher and Yates).
   *
   * @param count the number of samples
   * @param seed the seed of the run
   * @param epoch the epoch, from 0
   * @return the indices 0 to {@code count - 1} in the order of their use
   */
  public static int[] shuffled(int count, long seed, int epoch) {
    RandomGenerator random = new SampleSeed(seed ^ SHUFFLE, epoch, 0).random();
    int[] order = sorted(count);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[other];
      order[other] = swap;
    }
    return order;
  }
}
