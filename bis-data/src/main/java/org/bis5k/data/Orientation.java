package org.bis5k.data;

/**
 * The eight symmetries of the square (the dihedral group of order 8): how an image is mirrored or
 * rotated. Rows and columns are exchanged first, then columns and rows are reversed.
 */
public enum Orientation {
  /** Not turned. */
  UPRIGHT(false, false, false, ""),
  /** Left and right exchanged. */
  MIRRORED(false, true, false, "mirrored left to right"),
  /** Top and bottom exchanged. */
  FLIPPED(false, false, true, "mirrored top to bottom"),
  /** Half a turn. */
  ROTATED_180(false, true, true, "rotated by 180°"),
  /** Rows and columns exchanged. */
  TRANSPOSED(true, false, false, "mirrored along its main diagonal"),
  /** A quarter turn against the clock. */
  ROTATED_90(true, false, true, "rotated by 90°"),
  /** A quarter turn with the clock. */
  ROTATED_270(true, true, false, "rotated by 270°"),
  /** Rows and columns exchanged, from the other corner. */
  TRANSVERSED(true, true, true, "mirrored along its other diagonal");

  private final boolean transposed;
  private final boolean mirrored;
  private final boolean flipped;
  private final String words;

  Orientation(boolean transposed, boolean mirrored, boolean flipped, String words) {
    this.transposed = transposed;
    this.mirrored = mirrored;
    this.flipped = flipped;
    this.words = words;
  }

  /**
   * The orientation in words; angles count against the clock.
   *
   * @return for example "rotated by 90°"; empty for {@link #UPRIGHT}
   */
  public String words() {
    return words;
  }

  /**
   * Whether rows and columns are exchanged.
   *
   * @return true for {@link #TRANSPOSED}, the quarter turns and {@link #TRANSVERSED}
   */
  public boolean transposed() {
    return transposed;
  }

  /**
   * Whether the columns of the result are reversed.
   *
   * @return true if left and right are exchanged
   */
  public boolean mirrored() {
    return mirrored;
  }

  /**
   * Whether the rows of the result are reversed.
   *
   * @return true if top and bottom are exchanged
   */
  public boolean flipped() {
    return flipped;
  }

  /**
   * Turns an image of any shape.
   *
   * @param in the image
   * @return a new image; height and width are exchanged if rows and columns are
   */
  public ByteImage turn(ByteImage in) {
    ByteImage out =
        transposed
            ? ByteImage.blank(in.height(), in.width(), in.channels())
            : ByteImage.blank(in.width(), in.height(), in.channels());
    int channels = in.channels();
    byte[] from = in.samples();
    byte[] to = out.samples();
    int at = 0;
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int pixel = source(y, x, out.height(), out.width());
        for (int c = 0; c < channels; c++) {
          to[at++] = from[pixel * channels + c];
        }
      }
    }
    return out;
  }

  /**
   * Turns all planes of a batch.
   *
   * @param planes any number of planes of side x side values, one after the other
   * @param side height and width of a plane
   * @return the turned planes; the array itself for {@link #UPRIGHT}
   */
  public float[] turn(float[] planes, int side) {
    if (this == UPRIGHT) {
      return planes;
    }
    float[] turned = new float[planes.length];
    for (int plane = 0; plane < planes.length; plane += side * side) {
      for (int y = 0, to = plane; y < side; y++) {
        for (int x = 0; x < side; x++, to++) {
          turned[to] = planes[plane + source(y, x, side, side)];
        }
      }
    }
    return turned;
  }

  /**
   * Turns planes back and adds them to others.
   *
   * @param sums planes in the original orientation, changed
   * @param turned as many planes in this orientation
   * @param side height and width of a plane
   */
  public void addTurnedBack(float[] sums, float[] turned, int side) {
    for (int plane = 0; plane < turned.length; plane += side * side) {
      for (int y = 0, from = plane; y < side; y++) {
        for (int x = 0; x < side; x++, from++) {
          sums[plane + source(y, x, side, side)] += turned[from];
        }
      }
    }
  }

  /** The number of the pixel of the original that the result shows at a row and column. */
  private int source(int y, int x, int height, int width) {
    int row = flipped ? height - 1 - y : y;
    int column = mirrored ? width - 1 - x : x;
    return transposed ? column * height + row : row * width + column;
  }
}
