package org.bis5k.data.transform;

import java.util.random.RandomGenerator;

/** Draws from the half-open ranges of parameters, their checks and their notation. */
final class Ranges {

  private Ranges() {}

  /** True with probability 1/2. */
  static boolean half(RandomGenerator random) {
    return random.nextDouble() < 0.5;
  }

  /** A number from [1 - share, 1 + share). */
  static double around(RandomGenerator random, double share) {
    return uniform(random, 1 - share, 1 + share);
  }

  /** A number from [low, high); an empty range gives {@code low} and draws all the same. */
  static double uniform(RandomGenerator random, double low, double high) {
    if (low < high) {
      return random.nextDouble(low, high);
    }
    random.nextDouble();
    return low;
  }

  /** Refuses a value outside [0, 1). */
  static void requireShare(String key, String field, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          key + ": " + field + " needs 0 <= value < 1; found " + value);
    }
  }

  static String text(Number low, Number high) {
    return "[" + low + ", " + high + ")";
  }
}
