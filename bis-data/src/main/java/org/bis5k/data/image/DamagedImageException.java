package org.bis5k.data.image;

import java.io.EOFException;
import java.io.IOException;
import org.bis5k.data.PlainText;

/**
 * The content of an image file breaks its format, or is of a kind that is not read. The message is
 * a predicate without the file's name, such as "is damaged: ...", which the caller adds.
 */
final class DamagedImageException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedImageException(String problem) {
    super(problem);
  }

  /** The predicate for a failure to read the header. */
  static String ofHeader(IOException failure) {
    if (failure instanceof DamagedImageException) {
      return failure.getMessage();
    }
    return failure instanceof EOFException
        ? "is truncated: it ends inside its header"
        : "cannot be read: " + PlainText.excerpt(failure.toString());
  }

  /** The predicate for a failure to decode pixels of a format. */
  static String ofPixels(IOException failure, ImageFormat format) {
    if (failure instanceof DamagedImageException) {
      return failure.getMessage();
    }
    if (failure instanceof EOFException) {
      return "is truncated: its pixels end too early";
    }
    String reason = failure.getMessage();
    return "cannot be decoded as %s: %s"
        .formatted(
            format,
            reason == null ? failure.getClass().getSimpleName() : PlainText.excerpt(reason));
  }
}
