package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.Size;

/** The IHDR chunk (Portable Network Graphics, third edition, 11.2.1). */
final class PngHeader {

  static final long SIGNATURE = 0x89504E470D0A1A0AL;
  static final int IHDR = 0x49484452;

  private PngHeader() {}

  static ImageHeader read(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    if (in.readLong() != SIGNATURE) {
      throw new DamagedImageException("is damaged: its PNG signature is incomplete");
    }
    if (in.readInt() != 13 || in.readInt() != IHDR) {
      throw new DamagedImageException("is damaged: its PNG header chunk (IHDR) is missing");
    }
    int width = in.readInt();
    Size size = ImageHeader.sizeOf(in.readInt(), width);
    int bits = in.readUnsignedByte();
    int colourType = in.readUnsignedByte();
    String colours =
        switch (colourType) {
          case 0 -> "grey";
          case 2 -> "RGB";
          case 3 -> "palette";
          case 4 -> "grey and alpha";
          case 6 -> "RGB and alpha";
          default ->
              throw new DamagedImageException("is damaged: PNG has no colour type " + colourType);
        };
    boolean depthFits =
        switch (bits) {
          case 8 -> true;
          case 16 -> colourType != 3;
          case 1, 2, 4 -> colourType == 0 || colourType == 3;
          default -> false;
        };
    if (!depthFits) {
      throw new DamagedImageException(
          "is damaged: PNG has no " + colours + " images of " + bits + " bits per sample");
    }
    return new ImageHeader(ImageFormat.PNG, size, bits, colours);
  }
}
