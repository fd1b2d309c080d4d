package org.bis5k.data.image;

import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The file formats that are read, recognized by a file's first bytes, whatever its suffix. */
enum ImageFormat {
  PNG(0xFFFFFFFF, 0x89504E47),
  JPEG(0xFFFFFF00, 0xFFD8FF00),
  TIFF(0xFFFFFFFF, 0x49492A00, 0x4D4D002A),
  BMP(0xFFFF0000, 0x424D0000);

  private final int relevantBits;
  private final int[] signatures;

  ImageFormat(int relevantBits, int... signatures) {
    this.relevantBits = relevantBits;
    this.signatures = signatures;
  }

  /** The format of the four bytes that are read next. */
  static Optional<ImageFormat> of(ImageInputStream in) throws IOException {
    int start = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      // A missing byte counts as zero; the header's check refuses such a file.
      start = start << 8 | Math.max(0, in.read());
    }
    for (ImageFormat format : values()) {
      for (int signature : format.signatures) {
        if ((start & format.relevantBits) == signature) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }
}
