package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.Size;

/**
 * The IHDR chunk, with which every PNG file begins (Portable Network Graphics, third edition,
 * 11.2.1).
 *
 * @param size height and width
 * @param bits bits per sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param interlaced whether the rows come in the seven passes of Adam7
 */
record PngHeader(Size size, int bits, int colourType, boolean interlaced) {

  static final long SIGNATURE = 0x89504E470D0A1A0AL;

  /** The signature, the chunk's length and type, and its content, without the checksum. */
  static final int BYTES = 8 + 8 + 13;

  private static final int CONTENT_BYTES = 13;
  private static final int IHDR = 0x49484452;

  static PngHeader read(ImageInputStream in) throws IOException {
    byte[] start = new byte[BYTES];
    in.readFully(start);
    return parse(start);
  }

  /** Parses the first {@link #BYTES} bytes of a file. */
  static PngHeader parse(byte[] start) throws DamagedImageException {
    ByteBuffer in = ByteBuffer.wrap(start);
    if (in.getLong() != SIGNATURE) {
      throw new DamagedImageException("is damaged: its PNG signature is incomplete");
    }
    if (in.getInt() != CONTENT_BYTES || in.getInt() != IHDR) {
      throw new DamagedImageException("is damaged: its PNG header chunk (IHDR) is missing");
    }
    int width = in.getInt();
    Size size = ImageHeader.sizeOf(in.getInt(), width);
    int bits = Byte.toUnsignedInt(in.get());
    int colourType = Byte.toUnsignedInt(in.get());
    requireDepth(bits, colourType);
    requireMethod("compression", in.get(), 0);
    requireMethod("filter", in.get(), 0);
    int interlacing = requireMethod("interlace", in.get(), 1);
    return new PngHeader(size, bits, colourType, interlacing == 1);
  }

  private static void requireDepth(int bits, int colourType) throws DamagedImageException {
    String colours = colours(colourType);
    boolean known =
        switch (bits) {
          case 8 -> true;
          case 16 -> colourType != 3;
          case 1, 2, 4 -> colourType == 0 || colourType == 3;
          default -> false;
        };
    if (!known) {
      throw new DamagedImageException(
          "is damaged: PNG has no %s images of %d bits per sample".formatted(colours, bits));
    }
  }

  private static int requireMethod(String kind, int number, int largest)
      throws DamagedImageException {
    if (number < 0 || number > largest) {
      throw new DamagedImageException(
          "is damaged: PNG has no %s method %d".formatted(kind, number & 0xff));
    }
    return number;
  }

  private static String colours(int colourType) throws DamagedImageException {
    return switch (colourType) {
      case 0 -> "grey";
      case 2 -> "RGB";
      case 3 -> "palette";
      case 4 -> "grey and alpha";
      case 6 -> "RGB and alpha";
      default ->
          throw new DamagedImageException("is damaged: PNG has no colour type " + colourType);
    };
  }

  /** The content of the header chunk of an 8-bit image of 1, 3 or 4 channels. */
  static byte[] content(Size size, int channels) {
    int colourType =
        switch (channels) {
          case 1 -> 0;
          case 3 -> 2;
          case 4 -> 6;
          default -> throw new IllegalArgumentException(channels + " channels; expected 1, 3 or 4");
        };
    ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES);
    content.putInt(size.width()).putInt(size.height()).put((byte) 8).put((byte) colourType);
    return content.array();
  }

  ImageHeader toImageHeader() throws DamagedImageException {
    return new ImageHeader(ImageFormat.PNG, size, bits, colours(colourType));
  }
}
