package org.bis5k.train.predict;

/** The eight ways to lay a square tile: the symmetries of the square. */
public enum SquareView {
  /** Unchanged. */
  PLAIN(false, false, false),
  /** Mirrored left to right. */
  LEFT_RIGHT(false, false, true),
  /** Mirrored top to bottom. */
  UP_DOWN(false, true, false),
  /** Rotated by 180 degrees. */
  HALF_TURN(false, true, true),
  /** Mirrored at the main diagonal. */
  TRANSPOSED(true, false, false),
  /** Rotated by 90 degrees. */
  QUARTER_TURN(true, false, true),
  /** Rotated by 270 degrees. */
  THREE_QUARTER_TURN(true, true, false),
  /** Mirrored at the other diagonal. */
  OTHER_DIAGONAL(true, true, true);

  private final boolean transposed;
  private final boolean rowsFlipped;
  private final boolean columnsFlipped;

  SquareView(boolean transposed, boolean rowsFlipped, boolean columnsFlipped) {
    this.transposed = transposed;
    this.rowsFlipped = rowsFlipped;
    this.columnsFlipped = columnsFlipped;
  }

  /**
   * Transforms all planes of a batch.
   *
   * @param planes any number of planes of side x side values
   * @param side height and width of a plane
   * @return the transformed planes; the array itself for {@link #PLAIN}
   */
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

  /**
   * Transforms planes back and adds them to others.
   *
   * @param sums planes in the original orientation, changed
   * @param seen planes in this orientation
   * @param side height and width of a plane
   */
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
