package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.Size;

/** The header of a Windows or OS/2 bitmap. */
final class BmpHeader {

  private static final int OS2_HEADER = 12;
  private static final int RUNS_OF_8_BITS = 1;
  private static final int RUNS_OF_4_BITS = 2;
  private static final int JPEG_INSIDE = 4;
  private static final int PNG_INSIDE = 5;

  private BmpHeader() {}

  static ImageHeader read(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    in.seek(14);
    int length = in.readInt();
    if (length == OS2_HEADER) {
      int width = in.readUnsignedShort();
      int height = in.readUnsignedShort();
      in.readShort();
      return header(height, width, in.readUnsignedShort());
    }
    if (length < 16 || length > 1024) {
      throw new DamagedImageException("is damaged: a BMP header of " + length + " bytes");
    }
    int width = in.readInt();
    int height = in.readInt(); // negative if the first row is the top one
    in.readShort();
    int bitsPerPixel = in.readUnsignedShort();
    int compression = length >= 40 ? in.readInt() : 0;
    if (compression == JPEG_INSIDE || compression == PNG_INSIDE) {
      throw new DamagedImageException(
          "is a BMP file that contains a JPEG or PNG image; save it as PNG");
    }
    return header(Math.abs((long) height), width, bitsPerPixel);
  }

  /** The least length of a file with this header, in bytes. */
  static long fileLength(ImageInputStream in) throws IOException {
    ImageHeader header = read(in);
    in.seek(10);
    long pixels = in.readUnsignedInt();
    boolean old = in.readInt() == OS2_HEADER;
    in.seek(old ? 24 : 28);
    long bitsPerPixel = in.readUnsignedShort();
    int compression = old ? 0 : in.readInt();
    if (compression == RUNS_OF_8_BITS || compression == RUNS_OF_4_BITS) {
      return pixels + in.readUnsignedInt();
    }
    long rowBytes = (header.size().width() * bitsPerPixel + 31) / 32 * 4;
    return pixels + rowBytes * header.size().height();
  }

  private static ImageHeader header(long height, long width, int bitsPerPixel)
      throws DamagedImageException {
    Size size = ImageHeader.sizeOf(height, width);
    return switch (bitsPerPixel) {
      case 1, 4, 8 -> new ImageHeader(ImageFormat.BMP, size, bitsPerPixel, "palette");
      case 24, 32 -> new ImageHeader(ImageFormat.BMP, size, 8, "RGB");
      case 16 ->
          throw new DamagedImageException(
              "is a BMP of 16 bits per pixel; expected 24. Save it as a 24-bit image");
      default ->
          throw new DamagedImageException(
              "is damaged: BMP has no images of " + bitsPerPixel + " bits per pixel");
    };
  }
}
