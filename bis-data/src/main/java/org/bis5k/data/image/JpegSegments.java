package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/**
 * The segments of a JPEG file up to its first scan (ITU-T T.81, annex B).
 *
 * @param header size, precision and channels, from the frame segment
 * @param profiles the segments that hold a colour profile
 * @param scan the byte at which the first scan starts
 */
record JpegSegments(ImageHeader header, List<Segment> profiles, long scan) {

  private static final int APP2 = 0xE2;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;

  /** A part of the file, its marker included. */
  record Segment(long start, long end) {}

  static JpegSegments read(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    in.seek(2);
    ImageHeader header = null;
    List<Segment> profiles = new ArrayList<>();
    while (true) {
      int marker = nextMarker(in);
      long start = in.getStreamPosition() - 2;
      if (marker == END || marker == SCAN) {
        if (header == null) {
          throw new DamagedImageException("is damaged: its JPEG frame header is missing");
        }
        return new JpegSegments(header, List.copyOf(profiles), start);
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        continue; // markers without content
      }
      int length = in.readUnsignedShort();
      if (length < 2) {
        throw new DamagedImageException("is damaged: a JPEG segment of length " + length);
      }
      if (isFrame(marker)) {
        header = frame(in);
      } else if (marker == APP2) {
        profiles.add(new Segment(start, start + 2 + length));
      }
      in.seek(start + 2 + length);
    }
  }

  /**
   * The bytes of a complete file without its colour profiles, so that no decoder converts the
   * samples by them.
   *
   * @throws DamagedImageException if no end marker follows the first scan
   */
  byte[] withoutProfiles(byte[] file) throws DamagedImageException {
    if (!isComplete(file)) {
      throw new DamagedImageException("is truncated: its JPEG end marker is missing");
    }
    int dropped = profiles.stream().mapToInt(s -> (int) (s.end() - s.start())).sum();
    byte[] kept = new byte[file.length - dropped];
    int from = 0;
    int to = 0;
    for (Segment segment : profiles) {
      int count = (int) segment.start() - from;
      System.arraycopy(file, from, kept, to, count);
      to += count;
      from = (int) segment.end();
    }
    System.arraycopy(file, from, kept, to, file.length - from);
    return kept;
  }

  /** Whether the end marker follows the first scan, whose data cannot contain it. */
  private boolean isComplete(byte[] file) {
    for (int i = file.length - 2; i > scan; i--) {
      if (file[i] == (byte) 0xFF && file[i + 1] == (byte) END) {
        return true;
      }
    }
    return false;
  }

  private static int nextMarker(ImageInputStream in) throws IOException {
    int value = in.readUnsignedByte();
    if (value != 0xFF) {
      throw new DamagedImageException(
          "is damaged: expected a JPEG marker at byte " + (in.getStreamPosition() - 1));
    }
    while (value == 0xFF) {
      value = in.readUnsignedByte();
    }
    return value;
  }

  private static boolean isFrame(int marker) {
    // C4, C8 and CC lie in the range of the frames but are tables and an extension.
    return marker >= 0xC0 && marker <= 0xCF && marker % 4 != 0 || marker == 0xC0;
  }

  private static ImageHeader frame(ImageInputStream in) throws IOException {
    int bits = in.readUnsignedByte();
    int height = in.readUnsignedShort();
    int width = in.readUnsignedShort();
    int channels = in.readUnsignedByte();
    String colours =
        switch (channels) {
          case 1 -> "grey";
          case 3 -> "RGB";
          case 4 -> "CMYK";
          default ->
              throw new DamagedImageException(
                  "is a JPEG of " + channels + " channels; expected 1 or 3");
        };
    return new ImageHeader(ImageFormat.JPEG, ImageHeader.sizeOf(height, width), bits, colours);
  }
}
