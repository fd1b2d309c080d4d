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
    for (int row = 0; row < height; row++) {
      carryDown(row);
    }
  }

  private void carryDown(int row) {
    int index = row * width;
    for (int column = 0; column < width; column++, index++) {
      int carried = row == 0 ? NONE_ABOVE : above[index - width];
      above[index] = features.at(index) ? row : carried;
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
      size = push(from - 1, row, 0, size, from, to);
    }
    for (int column = from; column < to; column++) {
      int up = above[row * width + column];
      int down = below[column];
      boolean takeDown = down - row < row - up;
      long gap = takeDown ? down - row : row - up;
      if (gap < height) {
        size = push(column, takeDown ? down : up, gap * gap, size, from, to);
      }
    }
    if (to < width) {
      size = push(to, row, 0, size, from, to);
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
      // From here on the new one is lower than the topmost; where they are equal it is not.
      long crossing = Math.floorDiv(level - levels[top], 2L * (column - columns[top])) + 1;
      if (crossing >= to) {
        return kept;
      }
      if (crossing > starts[top]) {
        start = (int) crossing;
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
