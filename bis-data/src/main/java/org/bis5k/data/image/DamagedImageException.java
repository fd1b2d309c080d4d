package org.bis5k.data.image;

import java.io.IOException;

/** A file's content breaks its format; the caller adds the file's name. */
final class DamagedImageException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedImageException(String problem) {
    super(problem);
  }
}
