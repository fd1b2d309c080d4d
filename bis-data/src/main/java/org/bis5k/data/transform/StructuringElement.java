package org.bis5k.data.transform;

/**
 * An elliptical structuring element, as {@code cv2.getStructuringElement(cv2.MORPH_ELLIPSE)} of
 * OpenCV 4.6 makes it. Its anchor is row and column side / 2, which it always contains.
 */
final class StructuringElement {

  private final int side;
  private final int[] from;
  private final int[] to;

  private StructuringElement(int side) {
    this.side = side;
    this.from = new int[side];
    this.to = new int[side];
  }

  /** The ellipse in a square of the given side, at least 1. */
  static StructuringElement ellipse(int side) {
    StructuringElement element = new StructuringElement(side);
    int radius = side / 2;
    double inverse = radius == 0 ? 0 : 1.0 / (radius * radius);
    for (int row = 0; row < side; row++) {
      int dy = row - radius;
      double share = (radius * radius - dy * dy) * inverse;
      int dx = (int) Math.rint(radius * Math.sqrt(share));
      element.from[row] = Math.max(radius - dx, 0);
      element.to[row] = Math.min(radius + dx, side - 1) + 1;
    }
    return element;
  }

  int side() {
    return side;
  }

  /** First column of a row that belongs to the element. */
  int from(int row) {
    return from[row];
  }

  /** One past the last column of a row that belongs to the element. */
  int to(int row) {
    return to[row];
  }

  /** Rows of 0 and 1, joined by slashes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < side; row++) {
      text.append(row == 0 ? "" : "/");
      text.append("0".repeat(from[row])).append("1".repeat(to[row] - from[row]));
      text.append("0".repeat(side - to[row]));
    }
    return text.toString();
  }
}
