package org.bis5k.data.image;

import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The file formats that are read; told by a file's first bytes, whatever its suffix. */
enum ImageFormat {
  PNG(0x89504E47, 0xFFFFFFFF),
  JPEG(0xFFD8FF00, 0xFFFFFF00),
  TIFF_LITTLE_ENDIAN(0x49492A00, 0xFFFFFFFF),
  TIFF_BIG_ENDIAN(0x4D4D002A, 0xFFFFFFFF),
  BMP(0x424D0000, 0xFFFF0000);

  private final int magic;
  private final int relevantBits;

  ImageFormat(int magic, int relevantBits) {
    this.magic = magic;
    this.relevantBits = relevantBits;
  }

  /** Looks at the first four bytes and leaves the position behind them. */
  static Optional<ImageFormat> of(ImageInputStream in) throws IOException {
    int start = 0;
    for (int i = 0; i < 4; i++) {
      // A missing byte counts as zero: no format is that short, its own check will say so.
      start = start << 8 | Math.max(0, in.read());
    }
    for (ImageFormat format : values()) {
      if ((start & format.relevantBits) == format.magic) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().startsWith("TIFF") ? "TIFF" : name();
  }
}
