package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.Size;

/** The first page's directory of a TIFF file (TIFF revision 6.0, section 2). */
final class TiffHeader {

  private static final int WIDTH = TiffDirectory.WIDTH;
  private static final int HEIGHT = TiffDirectory.HEIGHT;
  private static final int BITS = TiffDirectory.BITS;
  private static final int PHOTOMETRIC = TiffDirectory.PHOTOMETRIC;
  private static final int CHANNELS = TiffDirectory.CHANNELS;
  private static final int TILE_WIDTH = TiffDirectory.TILE_WIDTH;
  private static final int TILE_HEIGHT = TiffDirectory.TILE_HEIGHT;
  private static final int SAMPLE_FORMAT = TiffDirectory.SAMPLE_FORMAT;

  private long width;
  private long height;
  private long bits = 1;
  private long photometric = 1;
  private long channels = 1;
  private long tileWidth = 1;
  private long tileHeight = 1;
  private long sampleFormat = 1;

  private TiffHeader() {}

  static ImageHeader read(ImageInputStream in, ImageFormat format) throws IOException {
    in.setByteOrder(
        format == ImageFormat.TIFF_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    in.seek(4);
    in.seek(in.readUnsignedInt());
    TiffHeader header = new TiffHeader();
    int entries = in.readUnsignedShort();
    for (int i = 0; i < entries; i++) {
      header.readEntry(in);
    }
    return header.toImageHeader(format);
  }

  /** The header of any directory, BigTIFF's included. */
  static ImageHeader of(TiffDirectory directory) throws IOException {
    TiffHeader header = new TiffHeader();
    header.width = directory.number(WIDTH, 0);
    header.height = directory.number(HEIGHT, 0);
    header.photometric = directory.number(PHOTOMETRIC, 1);
    header.channels = directory.number(CHANNELS, 1);
    header.tileWidth = directory.number(TILE_WIDTH, 1);
    header.tileHeight = directory.number(TILE_HEIGHT, 1);
    header.bits = largest(directory.numbers(BITS));
    header.sampleFormat = largest(directory.numbers(SAMPLE_FORMAT));
    return header.toImageHeader(ImageFormat.TIFF_LITTLE_ENDIAN);
  }

  private static long largest(long[] values) {
    return Arrays.stream(values).max().orElse(1);
  }

  private void readEntry(ImageInputStream in) throws IOException {
    int tag = in.readUnsignedShort();
    int type = in.readUnsignedShort();
    long count = in.readUnsignedInt();
    long field = in.getStreamPosition();
    switch (tag) {
      case WIDTH -> width = value(in, type);
      case HEIGHT -> height = value(in, type);
      case PHOTOMETRIC -> photometric = value(in, type);
      case CHANNELS -> channels = value(in, type);
      case TILE_WIDTH -> tileWidth = value(in, type);
      case TILE_HEIGHT -> tileHeight = value(in, type);
      case BITS -> bits = largest(in, type, count);
      case SAMPLE_FORMAT -> sampleFormat = largest(in, type, count);
      default -> {
        // Says nothing about the size or the kind of the samples.
      }
    }
    in.seek(field + 4);
  }

  private static long value(ImageInputStream in, int type) throws IOException {
    return switch (type) {
      case 1 -> in.readUnsignedByte();
      case 3 -> in.readUnsignedShort();
      case 4 -> in.readUnsignedInt();
      default -> throw new DamagedImageException("is damaged: a TIFF size of type " + type);
    };
  }

  /** The largest of one value per channel; more than two shorts lie elsewhere in the file. */
  private static long largest(ImageInputStream in, int type, long count) throws IOException {
    if (count > 2 && type == 3) {
      in.seek(in.readUnsignedInt());
    }
    long largest = 0;
    for (long i = 0; i < Math.min(count, 8); i++) {
      largest = Math.max(largest, value(in, type));
    }
    return largest;
  }

  private ImageHeader toImageHeader(ImageFormat format) throws IOException {
    Size size = ImageHeader.sizeOf(height, width);
    if (channels < 1 || channels > 8 || bits < 1) {
      throw new DamagedImageException(
          "is damaged: TIFF of " + channels + " channels of " + bits + " bits");
    }
    if (sampleFormat != 1) {
      throw new DamagedImageException(
          "has signed or floating-point samples; expected 8-bit unsigned. Save it as 8-bit");
    }
    // A tile may stick out of the image, but a decoder allocates all of it.
    if (tileWidth > Math.max(4096, 2 * width) || tileHeight > Math.max(4096, 2 * height)) {
      throw new DamagedImageException(
          "is damaged: TIFF tiles of " + tileHeight + "x" + tileWidth + " in an image of " + size);
    }
    String colours =
        switch ((int) photometric) {
          case 0, 1 -> "grey";
          case 3 -> "palette";
          case 5 -> "CMYK";
          case 8, 9, 10 -> "Lab";
          default -> "RGB";
        };
    return new ImageHeader(format, size, (int) Math.min(bits, Integer.MAX_VALUE), colours);
  }
}
