package org.bis5k.data.polygon;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A closed line along the edges of pixels: corners as x (columns from the left) and y (rows from
 * the top), so that pixel (row, column) is the square from (column, row) to (column + 1, row + 1).
 * No corner occurs twice.
 */
public final class PixelRing {

  private final int[] corners; // x, y, x, y …

  private PixelRing(int[] corners) {
    this.corners = corners;
  }

  static PixelRing of(int[] corners) {
    return new PixelRing(corners);
  }

  /**
   * The number of corners.
   *
   * @return at least 3; the first is not repeated at the end
   */
  public int size() {
    return corners.length / 2;
  }

  /**
   * The column edge of a corner.
   *
   * @param corner 0 to size - 1
   * @return x in pixels from the left
   */
  public int x(int corner) {
    return corners[2 * corner];
  }

  /**
   * The row edge of a corner.
   *
   * @param corner 0 to size - 1
   * @return y in pixels from the top
   */
  public int y(int corner) {
    return corners[2 * corner + 1];
  }

  /**
   * The area inside, by the shoelace formula.
   *
   * @return square pixels; positive for an outline, negative for a hole, which runs the other way
   */
  public double area() {
    long twice = 0;
    for (int i = 0; i < size(); i++) {
      int next = (i + 1) % size();
      twice += (long) x(i) * y(next) - (long) x(next) * y(i);
    }
    return twice / 2.0;
  }

  /**
   * The ring with fewer corners, by the algorithm of Ramer, Douglas and Peucker
   * (doi:10.3138/FM57-6770-U75U-7727) between the first corner and the one farthest from it. Rings
   * that lie closer together than the tolerance may come to cross.
   *
   * @param tolerance how far a corner that is left out may lie from the result, in pixels; 0 keeps
   *     all
   * @return a ring of some of these corners, at least 3
   * @throws IllegalArgumentException if the tolerance is negative or not a number
   */
  public PixelRing simplified(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("A tolerance is at least 0; found " + tolerance);
    }
    int count = size();
    int opposite = farthest(0, count, 0, 0);
    BitSet kept = new BitSet(count);
    kept.set(0);
    kept.set(opposite);
    keepFar(0, opposite, tolerance, kept);
    keepFar(opposite, count, tolerance, kept);
    if (kept.cardinality() < 3) { // a line has no inside
      kept.set(farthest(0, count, 0, opposite));
    }
    return new PixelRing(
        kept.stream().flatMap(i -> Arrays.stream(new int[] {x(i), y(i)})).toArray());
  }

  /** Keeps what lies too far from the line between two kept corners; the last may be the first. */
  private void keepFar(int from, int to, double tolerance, BitSet kept) {
    int[] stack = new int[64];
    int depth = 0;
    stack[depth++] = from;
    stack[depth++] = to;
    while (depth > 0) {
      int end = stack[--depth];
      int start = stack[--depth];
      int middle = farthest(start, end, start, end % size());
      if (middle > start && distance(middle, start, end % size()) > tolerance) {
        kept.set(middle);
        stack = Arrays.copyOf(stack, Math.max(stack.length, 2 * (depth + 4)));
        stack[depth++] = start;
        stack[depth++] = middle;
        stack[depth++] = middle;
        stack[depth++] = end;
      }
    }
  }

  /** The corner strictly between two others that is farthest from a line; {@code from} if none. */
  private int farthest(int from, int to, int lineStart, int lineEnd) {
    int farthest = from;
    double most = -1;
    for (int i = from + 1; i < to; i++) {
      double distance = distance(i, lineStart, lineEnd);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  /** From a corner to the line between two others, or to their one point. */
  private double distance(int corner, int start, int end) {
    double dx = x(end) - x(start);
    double dy = y(end) - y(start);
    double px = x(corner) - x(start);
    double py = y(corner) - y(start);
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
    return Math.hypot(px - along * dx, py - along * dy);
  }

  /** The corners as pairs, for messages. */
  @Override
  public String toString() {
    return Arrays.toString(corners);
  }
}
