package org.bis5k.metrics;

import java.util.Arrays;
import org.bis5k.data.Size;

/**
 * A 7 x 7 Gaussian filter of standard deviation 5 over unsigned bytes, with the border replicated
 * or zeros beyond it. Weights sum to 1; results are in grey levels. Works row by row: horizontally,
 * then vertically over the last seven rows.
 */
final class GaussianRows {

  private static final int REACH = 3;
  private static final int ROWS = 2 * REACH + 1;

  // Separate constants: the compiler would load the elements of an array again after each store.
  private static final double SUM = 1 + 2 * (tail(1) + tail(2) + tail(3));
  private static final double WEIGHT0 = 1 / SUM;
  private static final double WEIGHT1 = tail(1) / SUM;
  private static final double WEIGHT2 = tail(2) / SUM;
  private static final double WEIGHT3 = tail(3) / SUM;

  private byte[] levels;
  private int height;
  private int width;
  private int ready;
  private boolean zeros;
  private double[] padded = new double[0];
  private double[][] ring = new double[ROWS][0];
  private double[] nothing = new double[0];
  private final double[][] window = new double[ROWS][];

  private static double tail(int x) {
    return Math.exp(-x * x / 50.0);
  }

  /** Starts an image of unsigned bytes; the array may be longer than the image. */
  void start(byte[] image, Size size, boolean zeroBeyondBorder) {
    zeros = zeroBeyondBorder;
    levels = image;
    height = size.height();
    width = size.width();
    ready = 0;
    if (padded.length < width + 2 * REACH) {
      padded = new double[width + 2 * REACH];
      ring = new double[ROWS][width];
      nothing = new double[width];
    }
  }

  /** Makes {@code row} the current row; rows come in rising order and may be skipped. */
  void advance(int row) {
    for (ready = Math.max(ready, row - REACH);
        ready <= Math.min(row + REACH, height - 1);
        ready++) {
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
    for (int x = 0; x < width; x++) {
      padded[x + REACH] = levels[start + x] & 0xff;
    }
    Arrays.fill(padded, 0, REACH, zeros ? 0 : padded[REACH]);
    int end = width + REACH;
    Arrays.fill(padded, end, end + REACH, zeros ? 0 : padded[end - 1]);
    for (int x = 0; x < width; x++) {
      out[x] =
          WEIGHT0 * padded[x + 3]
              + WEIGHT1 * (padded[x + 2] + padded[x + 4])
              + WEIGHT2 * (padded[x + 1] + padded[x + 5])
              + WEIGHT3 * (padded[x] + padded[x + 6]);
    }
  }

  /** Smooths the columns {@code from} to {@code to - 1} of the current row. */
  void smooth(int from, int to, double[] out) {
    double[] row0 = window[0];
    double[] row1 = window[1];
    double[] row2 = window[2];
    double[] row3 = window[3];
    double[] row4 = window[4];
    double[] row5 = window[5];
    double[] row6 = window[6];
    for (int x = from; x < to; x++) {
      out[x] =
          WEIGHT0 * row3[x]
              + WEIGHT1 * (row2[x] + row4[x])
              + WEIGHT2 * (row1[x] + row5[x])
              + WEIGHT3 * (row0[x] + row6[x]);
    }
  }
}
