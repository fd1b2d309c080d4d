package org.bis5k.train.slide;

import java.io.IOException;

/** Takes the rows of a map of numbers one after the other, from the top. */
@FunctionalInterface
public interface FloatRows {

  /**
   * Takes the next row.
   *
   * @param row one number per pixel; may be changed, and is used again by the caller
   * @throws IOException if it cannot be written
   */
  void row(float[] row) throws IOException;
}
