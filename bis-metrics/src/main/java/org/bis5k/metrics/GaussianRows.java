package org.bis5k.metrics;

import org.bis5k.data.Size;

/**
 * A 7 x 7 Gaussian of standard deviation 5 over unsigned bytes, the border replicated or zeros
 * beyond it, row by row: along rows first, then down seven kept rows. Weights sum to 1; values stay
 * in grey levels.
 */
final class GaussianRows {

  private static final int REACH = 3;
  private static final int ROWS = 2 * REACH + 1;

  /** Weights of offsets 0 to 3. */
  private static final double[] WEIGHT = new double[REACH + 1];

  static {
    double sum = 0;
    for (int x = -REACH; x <= REACH; x++) {
      sum += Math.exp(-x * x / 50.0);
    }
    for (int x = 0; x <= REACH; x++) {
      WEIGHT[x] = Math.exp(-x * x / 50.0) / sum;
    }
  }

  private byte[] levels;
  private int height;
  private int width;
  private int ready;
  private boolean zeros;
  private int[] padded = new int[0];
  private double[][] ring = new double[ROWS][0];
  private double[] nothing = new double[0];
  private final double[][] window = new double[ROWS][];

  /** Begins an image of unsigned bytes, which may be longer than the size needs. */
  void start(byte[] image, Size size, boolean zeroBeyondBorder) {
    zeros = zeroBeyondBorder;
    levels = image;
    height = size.height();
    width = size.width();
    ready = 0;
    if (padded.length < width + 2 * REACH) {
      padded = new int[width + 2 * REACH];
      ring = new double[ROWS][width];
      nothing = new double[width];
    }
  }

  /** Makes {@code row} the present one; rows come in rising order from 0. */
  void advance(int row) {
    for (; ready <= Math.min(row + REACH, height - 1); ready++) {
      smoothAlong(ready, ring[ready % ROWS]);
    }
    for (int k = 0; k < ROWS; k++) {
      int wanted = row + k - REACH;
      int inside = Math.max(0, Math.min(height - 1, wanted));
      window[k] = zeros && wanted != inside ? nothing : ring[inside % ROWS];
    }
  }

  private void smoothAlong(int row, double[] out) {
    int start = row * width;
    for (int i = 0; i < width + 2 * REACH; i++) {
      int wanted = i - REACH;
      int inside = Math.max(0, Math.min(width - 1, wanted));
      padded[i] = zeros && wanted != inside ? 0 : levels[start + inside] & 0xff;
    }
    for (int x = 0; x < width; x++) {
      out[x] =
          WEIGHT[0] * padded[x + 3]
              + WEIGHT[1] * (padded[x + 2] + padded[x + 4])
              + WEIGHT[2] * (padded[x + 1] + padded[x + 5])
              + WEIGHT[3] * (padded[x] + padded[x + 6]);
    }
  }

  /** The smoothed value of a column in the present row. */
  double at(int column) {
    return WEIGHT[0] * window[3][column]
        + WEIGHT[1] * (window[2][column] + window[4][column])
        + WEIGHT[2] * (window[1][column] + window[5][column])
        + WEIGHT[3] * (window[0][column] + window[6][column]);
  }
}
