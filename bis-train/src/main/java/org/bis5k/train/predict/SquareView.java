package org.bis5k.train.predict;

/** The eight ways to lay a square tile: the symmetries of the square. */
public enum SquareView {
  PLAIN(false, false, false),
  LEFT_RIGHT(false, false, true),
  UP_DOWN(false, true, false),
  HALF_TURN(false, true, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, false, true),
  THREE_QUARTER_TURN(true, true, false),
  OTHER_DIAGONAL(true, true, true);

  private final boolean transposed;
  private final boolean rowsFlipped;
  private final boolean columnsFlipped;

  SquareView(boolean transposed, boolean rowsFlipped, boolean columnsFlipped) {
    this.transposed = transposed;
    this.rowsFlipped = rowsFlipped;
    this.columnsFlipped = columnsFlipped;
  }

  /** All planes of a batch seen this way: any number of side x side values. */
  public float[] of(float[] planes, int side) {
    if (this == PLAIN) {
      return planes;
    }
    float[] seen = new float[planes.length];
    int area = side * side;
    for (int plane = 0; plane < planes.length; plane += area) {
      for (int y = 0, to = plane; y < side; y++) {
        for (int x = 0; x < side; x++, to++) {
          seen[to] = planes[plane + source(y, x, side)];
        }
      }
    }
    return seen;
  }

  /** Adds planes that are seen this way to planes that lie plainly. */
  public void addTo(float[] sums, float[] seen, int side) {
    int area = side * side;
    for (int plane = 0; plane < seen.length; plane += area) {
      for (int y = 0, from = plane; y < side; y++) {
        for (int x = 0; x < side; x++, from++) {
          sums[plane + source(y, x, side)] += seen[from];
        }
      }
    }
  }

  /** Where the value at a row and column of this view lies in the plain tile. */
  private int source(int y, int x, int side) {
    int row = rowsFlipped ? side - 1 - y : y;
    int column = columnsFlipped ? side - 1 - x : x;
    return transposed ? column * side + row : row * side + column;
  }
}
