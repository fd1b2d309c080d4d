package org.bis5k.metrics;

import java.util.Arrays;
import org.bis5k.data.Mask;

/**
 * The exact Euclidean feature transform: for every pixel the nearest foreground pixel (the feature)
 * and the squared distance to it, in time linear in the pixels. The nearest feature within each
 * column is followed by the lower envelope of parabolas along each row (Felzenszwalb and
 * Huttenlocher 2012, doi:10.4086/toc.2012.v008a019). Of equally near features the one in the
 * smallest column wins, then the smallest row, as in SciPy's {@code distance_transform_edt}.
 * Integers only.
 *
 * <p>Call {@link #start}, then {@link #row} for each row from the last to the first, and read
 * {@link #feature} and {@link #squaredDistance} after each.
 */
final class FeatureTransform {

  /** Row numbers that mean that there is no feature, farther away than any row. */
  private static final int NONE_ABOVE = -(1 << 30);

  private static final int NONE_BELOW = 1 << 30;

  private Mask features;
  private int height;
  private int width;

  /** For each pixel the row of the nearest feature at or above it; the first row has none. */
  private int[] above = new int[0];

  /** For each column the row of the nearest feature at or below the current row. */
  private int[] below = new int[0];

  // The lower envelope within a gap. Per parabola: its column, the row of the nearest feature in
  // that column, squared distance plus squared column, and the first column where it is lowest.
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
   * Computes one row; rows come in falling order. A foreground pixel is its own nearest feature and
   * hides the features behind it, so each gap between foreground pixels is searched separately.
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
   * Finds the features of the background columns {@code from} to {@code to - 1}. Their neighbours
   * are foreground pixels, which are candidates too, or the border.
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
   * Adds a parabola to the lower envelope of {@code size} parabolas over the columns {@code from}
   * to {@code to - 1}, removing those that it hides; returns the new number of parabolas.
   */
  private int push(int column, int row, long lift, int size, int from, int to) {
    long level = lift + (long) column * column;
    int kept = size;
    int start = from;
    while (kept > 0) {
      int top = kept - 1;
      // The new parabola is lower where step * x > rise; at equality the previous one stays.
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

  /** The feature of a column in the current row, as row times width plus column. */
  int feature(int column) {
    return feature[column];
  }

  /** The squared distance to the feature of a column in the current row. */
  long squaredDistance(int column) {
    return squaredDistance[column];
  }
}
