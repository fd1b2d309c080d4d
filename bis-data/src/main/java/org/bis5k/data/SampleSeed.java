package org.bis5k.data;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The position of a sample in a training run. It is the only source of the sample's random draws,
 * so that a run repeats exactly with any number of loader threads.
 *
 * @param run the seed of the run
 * @param epoch the epoch, from 0
 * @param index the sample's position in the data set (not in the shuffled order), from 0
 */
public record SampleSeed(long run, int epoch, int index) {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * Refuses a negative epoch or index.
   *
   * @param run the seed of the run
   * @param epoch the epoch, from 0
   * @param index the sample's position in the data set, from 0
   * @throws IllegalArgumentException if the epoch or the index is negative
   */
  public SampleSeed {
    if (epoch < 0 || index < 0) {
      throw new IllegalArgumentException(
          "An epoch and an index count from 0; found epoch " + epoch + ", index " + index);
    }
  }

  /**
   * A fresh generator for this sample; every call starts the same sequence. The three numbers pass
   * through the 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014,
   * doi:10.1145/2660193.2660195) one after the other, so that neighbouring seeds, epochs and
   * indices give unrelated sequences.
   *
   * @return the source of this sample's draws
   */
  public RandomGenerator random() {
    // Odd offsets keep zero arguments from cancelling the mixing.
    long state = mix(run + GOLDEN_GAMMA);
    state = mix(state + (epoch + 1L) * GOLDEN_GAMMA);
    state = mix(state + (index + 1L) * GOLDEN_GAMMA);
    return new SplittableRandom(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
