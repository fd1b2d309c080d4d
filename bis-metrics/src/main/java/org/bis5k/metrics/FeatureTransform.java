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

  /** For each pixel the row of the nearest feature at or above it, after a row of none. */
  private int[] above = new int[0];

  /** For each column the row of the nearest feature at or below the present row. */
  private int[] below = new int[0];

  // The lower envelope of a gap: columns, the rows of their nearest features, squared distances to
  // these plus the columns' squares, and where each begins to be the lowest.
  private int[] columns = new int[0];
  private int[] rows = new int[0];
  private long[] levels = new long[0];
  private int[] starts = new int[0];

  private int[] feature = new int[0];
  private long[] squaredDistance = new long[0];

  /** Prepares the rows of a mask that has at least one foreground pixel. */
  void start(Mask mask) {
    features = mask;
    height = features.size().height();
    width = features.size().width();
    reserve();
    Arrays.fill(below, NONE_BELOW);
    Arrays.fill(above, 0, width, NONE_ABOVE);
    for (int row = 0; row < height; row++) {
      carryDown(row * width, (row + 1) * width, row);
    }
  }

  private void carryDown(int from, int to, int row) {
    for (int i = from; i < to; i++) {
      above[width + i] = features.at(i) ? row : above[i];
    }
  }

  private void reserve() {
    if (above.length < (height + 1) * width) {
      above = new int[(height + 1) * width];
    }
    if (below.length < width) {
      below = new int[width];
      columns = new int[width];
      rows = new int[width];
      levels = new long[width];
      starts = new int[width];
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
    int column = 0;
    while (column < width) {
      int gap = column;
      while (column < width && !features.at(start + column)) {
        column++;
      }
      if (gap < column) {
        search(row, gap, column);
      }
      for (; column < width && features.at(start + column); column++) {
        below[column] = row;
        feature[column] = start + column;
        squaredDistance[column] = 0;
      }
    }
  }

  /**
   * Finds the features of the background columns {@code from} to {@code to - 1}. Beside them there
   * is foreground, which counts like any other column's feature, or the border.
   */
  private void search(int row, int from, int to) {
    int index = (row + 1) * width;
    int last = Math.min(to, width - 1);
    int size = 0;
    for (int column = Math.max(0, from - 1); column <= last; column++) {
      int up = above[index + column];
      int down = below[column];
      boolean takeDown = down - row < row - up;
      long gap = takeDown ? down - row : row - up;
      if (gap < height) {
        size = push(column, takeDown ? down : up, gap * gap, size, from, to);
      }
    }
    settle(to, size);
  }

  /**
   * Puts a parabola onto the lower envelope of so many between two columns, where it is lower than
   * those before it; returns how many there are then.
   */
  private int push(int column, int row, long lift, int size, int from, int to) {
    long level = lift + (long) column * column;
    int kept = size;
    int start = from;
    while (kept > 0) {
      int top = kept - 1;
      // The new one is the lower where step * x exceeds rise; the topmost keeps what is equal.
      long rise = level - levels[top];
      long step = 2L * (column - columns[top]);
      if (rise >= step * (to - 1)) {
        return kept;
      }
      if (rise >= step * starts[top]) {
        start = (int) (rise / step) + 1;
        break;
      }
      kept--;
    }
    columns[kept] = column;
    rows[kept] = row;
    levels[kept] = level;
    starts[kept] = start;
    return kept + 1;
  }

  private void settle(int to, int size) {
    for (int k = 0; k < size; k++) {
      int end = k + 1 < size ? starts[k + 1] : to;
      int column = columns[k];
      int index = rows[k] * width + column;
      long lift = levels[k] - (long) column * column;
      for (int x = starts[k]; x < end; x++) {
        feature[x] = index;
        squaredDistance[x] = (long) (x - column) * (x - column) + lift;
      }
    }
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
