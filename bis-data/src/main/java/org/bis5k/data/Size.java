package org.bis5k.data;

/**
 * The height and width of an image or map in pixels; named, so that they are not confused.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Size(int height, int width) {

  /**
   * Refuses sides below 1.
   *
   * @param height rows, at least 1
   * @param width columns, at least 1
   * @throws IllegalArgumentException if a side is not positive
   */
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A size needs positive sides; found height " + height + ", width " + width);
    }
  }

  /**
   * A square.
   *
   * @param side height and width in pixels
   * @return the size
   */
  public static Size square(int side) {
    return new Size(side, side);
  }

  /**
   * The number of pixels.
   *
   * @return height times width; a long, since it may exceed an int
   */
  public long pixels() {
    return (long) height * width;
  }

  // The record's own two are linked at run time, which would cost the start of every command.
  @Override
  public boolean equals(Object other) {
    return other instanceof Size size && size.height == height && size.width == width;
  }

  @Override
  public int hashCode() {
    return 31 * height + width;
  }

  /** Height before width, as in array shapes: {@code 352x512}. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
