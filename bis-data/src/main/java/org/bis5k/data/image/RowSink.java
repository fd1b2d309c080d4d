package org.bis5k.data.image;

import java.io.IOException;

/** Takes the rows of an image one after the other, from the top. */
@FunctionalInterface
public interface RowSink {

  /**
   * Takes the next row.
   *
   * @param samples one unsigned byte per pixel; may be used again by the caller
   * @throws IOException if it cannot be written
   */
  void row(byte[] samples) throws IOException;
}
