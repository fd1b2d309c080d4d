package org.bis5k.metrics;

import java.util.Arrays;
import org.bis5k.data.Mask;

/**
 * For every pixel the nearest foreground pixel, exactly Euclidean, in time linear in the pixels:
 * nearest feature within each column, then the lower envelope of parabolas along each row
 * (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019). Of several nearest features
 * the one in the smallest column wins, then the smallest row, as in SciPy's {@code
 * distance_transform_edt}. Integers only.
 *
 * <p>Use: {@link #start}, then rows from the last to the first with {@link #row}, each followed by
 * reading {@link #feature} and {@link #squaredDistance}.
 */
final class FeatureTransform {

  /** Rows that lie farther from every row than any other: there is no feature. */
  private static final int NONE_ABOVE = -(1 << 30);

  private static final int NONE_BELOW = 1 << 30;

  private Mask features;
  private int height;
  private int width;
  private int[] above = new int[0];
  private int[] below = new int[0];

  // The lower envelope of a gap: columns, the rows of their nearest features, squared distances.
  private int[] columns = new int[0];
  private int[] rows = new int[0];
  private long[] lifts = new long[0];

  private int[] feature = new int[0];
  private long[] squaredDistance = new long[0];

  /** Prepares the rows of a mask that has at least one foreground pixel. */
  void start(Mask mask) {
    features = mask;
    height = features.size().height();
    width = features.size().width();
    reserve();
    Arrays.fill(below, NONE_BELOW);
    int index = 0;
    for (int column = 0; column < width; column++, index++) {
      above[index] = features.at(index) ? 0 : NONE_ABOVE;
    }
    for (int row = 1; row < height; row++) {
      for (int column = 0; column < width; column++, index++) {
        above[index] = features.at(index) ? row : above[index - width];
      }
    }
  }

  private void reserve() {
    if (above.length < height * width) {
      above = new int[height * width];
    }
    if (below.length < width) {
      below = new int[width];
      columns = new int[width];
      rows = new int[width];
      lifts = new long[width];
      feature = new int[width];
      squaredDistance = new long[width];
    }
  }

  /**
   * Computes one row; rows come in falling order. A foreground pixel is its own nearest and hides
   * all features behind it, so each gap between two of them is searched for itself.
   */
  void row(int row) {
    int start = row * width;
    int gap = 0;
    for (int column = 0; column < width; column++) {
      if (features.at(start + column)) {
        if (gap < column) {
          search(row, gap, column);
        }
        gap = column + 1;
        below[column] = row;
        feature[column] = start + column;
        squaredDistance[column] = 0;
      }
    }
    if (gap < width) {
      search(row, gap, width);
    }
  }

  /** Finds the features of background columns, beside which there is foreground or the border. */
  private void search(int row, int from, int to) {
    int size = 0;
    if (from > 0) {
      size = push(from - 1, row, 0, size);
    }
    for (int column = from; column < to; column++) {
      int up = above[row * width + column];
      int down = below[column];
      boolean takeDown = down - row < row - up;
      long gap = takeDown ? down - row : row - up;
      if (gap < height) {
        size = push(column, takeDown ? down : up, gap * gap, size);
      }
    }
    if (to < width) {
      size = push(to, row, 0, size);
    }
    scan(from, to, size);
  }

  /** Puts a parabola onto the lower envelope of so many; returns how many there are then. */
  private int push(int column, int row, long lift, int size) {
    int top = size - 1;
    while (top >= 1 && isHidden(top, column, lift)) {
      top--;
    }
    top++;
    columns[top] = column;
    rows[top] = row;
    lifts[top] = lift;
    return top + 1;
  }

  /** Whether a parabola lies nowhere below both the one before it and one farther right. */
  private boolean isHidden(int k, int column, long lift) {
    long a = columns[k] - columns[k - 1];
    long b = column - columns[k];
    long s = a + b;
    return s * lifts[k] - b * lifts[k - 1] - a * lift - a * b * s > 0;
  }

  private void scan(int from, int to, int size) {
    int at = 0;
    for (int x = from; x < to; x++) {
      long here = value(at, x);
      while (at + 1 < size) {
        long next = value(at + 1, x);
        if (next >= here) {
          break;
        }
        here = next;
        at++;
      }
      feature[x] = rows[at] * width + columns[at];
      squaredDistance[x] = here;
    }
  }

  private long value(int k, int x) {
    long gap = x - columns[k];
    return gap * gap + lifts[k];
  }

  /** The nearest foreground pixel of a column in the present row: row times width plus column. */
  int feature(int column) {
    return feature[column];
  }

  /** Squared distance to it. */
  long squaredDistance(int column) {
    return squaredDistance[column];
  }
}
