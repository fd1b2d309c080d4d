package org.bis5k.data.audit;

import org.bis5k.data.transform.ByteImage;

/**
 * The eight ways to lay a picture on itself: how a copy is turned or mirrored against its original.
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

  /** Whether rows and columns are exchanged, before left and right or top and bottom are. */
  boolean transposed() {
    return transposed;
  }

  /** Whether left and right are exchanged. */
  boolean mirrored() {
    return mirrored;
  }

  /** Whether top and bottom are exchanged. */
  boolean flipped() {
    return flipped;
  }

  /** The image so turned. */
  ByteImage turn(ByteImage in) {
    ByteImage out =
        transposed
            ? ByteImage.blank(in.height(), in.width(), in.channels())
            : ByteImage.blank(in.width(), in.height(), in.channels());
    int channels = in.channels();
    byte[] from = in.samples();
    byte[] to = out.samples();
    int at = 0;
    for (int y = 0; y < out.height(); y++) {
      int row = flipped ? out.height() - 1 - y : y;
      for (int x = 0; x < out.width(); x++) {
        int column = mirrored ? out.width() - 1 - x : x;
        int pixel = transposed ? column * in.width() + row : row * in.width() + column;
        for (int c = 0; c < channels; c++) {
          to[at++] = from[pixel * channels + c];
        }
      }
    }
    return out;
  }
}
