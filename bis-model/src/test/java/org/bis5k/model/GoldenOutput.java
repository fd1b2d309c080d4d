package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.testing.Npy;

/** How far an output of a whole network may be from the reference's. */
public final class GoldenOutput {

  /** Largest difference over the largest true value of an output. */
  private static final double TOLERANCE = 1e-4;

  private GoldenOutput() {}

  public static void check(float[] actual, Npy truth, String what) {
    double worst = 0;
    double largest = 0;
    assertThat(actual).hasSameSizeAs(truth.values());
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - truth.values()[i]));
      largest = Math.max(largest, Math.abs(truth.values()[i]));
    }
    assertThat(worst / largest)
        .as("%s, largest difference over largest value", what)
        .isLessThanOrEqualTo(TOLERANCE);
  }
}
