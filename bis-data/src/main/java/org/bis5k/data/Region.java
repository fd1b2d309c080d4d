package org.bis5k.data;

/**
 * A rectangle of an image's pixels.
 *
 * @param top its first row, from 0
 * @param left its first column, from 0
 * @param size height and width
 */
public record Region(int top, int left, Size size) {

  /**
   * Refuses a negative corner.
   *
   * @param top its first row, from 0
   * @param left its first column, from 0
   * @param size height and width
   * @throws IllegalArgumentException if the corner is negative
   */
  public Region {
    if (top < 0 || left < 0) {
      throw new IllegalArgumentException(
          "A region begins inside its image; found row " + top + ", column " + left);
    }
  }

  /**
   * A whole image.
   *
   * @param size the image's size
   * @return the region at (0, 0) of that size
   */
  public static Region whole(Size size) {
    return new Region(0, 0, size);
  }

  /**
   * The row below the last.
   *
   * @return top plus height
   */
  public int bottom() {
    return Math.addExact(top, size.height());
  }

  /**
   * The column right of the last.
   *
   * @return left plus width
   */
  public int right() {
    return Math.addExact(left, size.width());
  }

  /**
   * Checks that an image has all of this region's pixels.
   *
   * @param image the image's size
   * @throws IllegalArgumentException if the region leaves the image
   */
  public void requireInside(Size image) {
    if (bottom() > image.height() || right() > image.width()) {
      throw new IllegalArgumentException(this + " leaves an image of " + image);
    }
  }

  /** For example {@code 352x352 at row 0, column 176}. */
  @Override
  public String toString() {
    return size + " at row " + top + ", column " + left;
  }
}
