package org.bis5k.metrics;

import org.bis5k.data.Mask;

/**
 * For every pixel the nearest foreground pixel, exactly Euclidean, in time linear in the pixels:
 * nearest feature within each column, then the lower envelope of parabolas along each row
 * (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019). Of several nearest features
 * the one in the smallest column wins, then the smallest row, as in SciPy's {@code
 * distance_transform_edt}. Integers only.
 *
 * <p>Use: {@link #start}, then rows from the last to the first with {@link #row}, each followed by
 * reading {@link #featureRow}, {@link #featureColumn} and {@link #squaredDistance}.
 */
final class FeatureTransform {

  private static final int NONE = -1;

  private int height;
  private int width;
  private int[] above = new int[0];
  private int[] below = new int[0];
  private int[] nearest = new int[0];
  private int[] stack = new int[0];
  private long[] lift = new long[0];
  private int[] featureRow = new int[0];
  private int[] featureColumn = new int[0];
  private long[] squaredDistance = new long[0];

  /** Prepares the rows of a mask that has at least one foreground pixel. */
  void start(Mask features) {
    height = features.size().height();
    width = features.size().width();
    reserve();
    for (int column = 0; column < width; column++) {
      below[column] = NONE;
    }
    int index = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++, index++) {
        above[index] = features.at(index) ? row : row == 0 ? NONE : above[index - width];
      }
    }
  }

  private void reserve() {
    if (above.length < height * width) {
      above = new int[height * width];
    }
    if (below.length < width) {
      below = new int[width];
      nearest = new int[width];
      stack = new int[width];
      lift = new long[width];
      featureRow = new int[width];
      featureColumn = new int[width];
      squaredDistance = new long[width];
    }
  }

  /** Computes one row; rows come in falling order. */
  void row(int row) {
    for (int column = 0; column < width; column++) {
      int up = above[row * width + column];
      if (up == row) {
        below[column] = row;
      }
      int down = below[column];
      boolean takeDown = down != NONE && (up == NONE || down - row < row - up);
      nearest[column] = takeDown ? down : up;
      long gap = nearest[column] - row;
      lift[column] = gap * gap;
    }
    scan(envelope());
  }

  /** Stacks the columns whose parabolas form the lower envelope; returns their number. */
  private int envelope() {
    int size = 0;
    for (int c = 0; c < width; c++) {
      if (nearest[c] == NONE) {
        continue;
      }
      while (size >= 2 && hidden(stack[size - 2], stack[size - 1], c)) {
        size--;
      }
      stack[size++] = c;
    }
    return size;
  }

  /** Whether the parabola of v lies nowhere below both those of u and c, u &lt; v &lt; c. */
  private boolean hidden(int u, int v, int c) {
    long a = v - u;
    long b = c - v;
    long s = a + b;
    return s * lift[v] - b * lift[u] - a * lift[c] - a * b * s > 0;
  }

  private void scan(int size) {
    int at = 0;
    for (int x = 0; x < width; x++) {
      long here = value(stack[at], x);
      while (at + 1 < size) {
        long next = value(stack[at + 1], x);
        if (next >= here) {
          break;
        }
        here = next;
        at++;
      }
      featureColumn[x] = stack[at];
      featureRow[x] = nearest[stack[at]];
      squaredDistance[x] = here;
    }
  }

  private long value(int column, int x) {
    long gap = x - column;
    return gap * gap + lift[column];
  }

  /** Row of the nearest foreground pixel of a column in the present row. */
  int featureRow(int column) {
    return featureRow[column];
  }

  /** Column of the nearest foreground pixel of a column in the present row. */
  int featureColumn(int column) {
    return featureColumn[column];
  }

  /** Squared distance to it. */
  long squaredDistance(int column) {
    return squaredDistance[column];
  }
}
