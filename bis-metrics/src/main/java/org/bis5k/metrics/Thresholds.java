package org.bis5k.metrics;

/**
 * The 256 thresholds from 1 down to 0 with the rounding of {@code numpy.linspace(1, 0, 256)}. The
 * rounding matters: 66 of the 256 grey levels miss the threshold that bears their own number.
 */
public final class Thresholds {

  /** The number of thresholds. */
  public static final int COUNT = 256;

  private static final double[] VALUES = new double[COUNT];
  private static final int[] FIRST = new int[256];

  static {
    double step = -1.0 / 255;
    for (int j = 0; j < COUNT; j++) {
      VALUES[j] = j * step + 1.0;
    }
    for (int level = 0; level < 256; level++) {
      int j = 0;
      while (level / 255.0 < VALUES[j]) {
        j++;
      }
      FIRST[level] = j;
    }
  }

  private Thresholds() {}

  /** The value in [0, 1] of threshold {@code j}. */
  static double value(int j) {
    return VALUES[j];
  }

  /** For each grey level the first threshold it reaches; it reaches all later ones too. */
  static int[] first() {
    return FIRST.clone();
  }
}
