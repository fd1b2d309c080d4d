package org.bis5k.data.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bis5k.data.Size;

/** The chunks of a PNG file that pixels are made of, every length and checksum verified. */
final class PngChunks {

  private static final int FIRST_CHUNK = 8;
  private static final int OVERHEAD = 12; // length, type and checksum

  private final List<ByteBuffer> data = new ArrayList<>();
  private final byte[] palette = new byte[3 * 256]; // black beyond its end, as Pillow reads it
  private Size size;
  private int bits;
  private int colourType;
  private boolean interlaced;
  private boolean hasPalette;

  private PngChunks() {}

  /** Walks over a file whose header has been accepted by {@link PngHeader}. */
  static PngChunks of(byte[] file) throws DamagedImageException {
    PngChunks chunks = new PngChunks();
    ByteBuffer bytes = ByteBuffer.wrap(file);
    bytes.position(FIRST_CHUNK);
    while (true) {
      if (bytes.remaining() < OVERHEAD) {
        throw new DamagedImageException("is truncated: its PNG end chunk (IEND) is missing");
      }
      int at = bytes.position();
      int length = bytes.getInt();
      String type = type(file, at + 4);
      if (length < 0 || length > bytes.remaining() - 8) {
        throw new DamagedImageException(
            "is truncated: its PNG chunk " + type + " at byte " + at + " promises more bytes");
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, at + 4, 4 + length);
      if ((int) checksum.getValue() != bytes.getInt(at + 8 + length)) {
        throw new DamagedImageException(
            "is damaged: the checksum of its PNG chunk " + type + " at byte " + at + " differs");
      }
      chunks.accept(type, bytes.slice(at + 8, length));
      bytes.position(at + OVERHEAD + length);
      if (type.equals("IEND")) {
        return chunks.complete();
      }
    }
  }

  private void accept(String type, ByteBuffer content) {
    switch (type) {
      case "IHDR" -> {
        size = new Size(content.getInt(4), content.getInt(0));
        bits = content.get(8);
        colourType = content.get(9);
        interlaced = content.get(12) != 0;
      }
      case "PLTE" -> {
        content.get(0, palette, 0, Math.min(content.limit(), palette.length));
        hasPalette = true;
      }
      case "IDAT" -> data.add(content);
      default -> {
        // Text, gamma, profiles and transparency leave the samples as they are.
      }
    }
  }

  private PngChunks complete() throws DamagedImageException {
    if (data.isEmpty()) {
      throw new DamagedImageException("is damaged: it holds no PNG pixels (IDAT)");
    }
    if (colourType == 3 && !hasPalette) {
      throw new DamagedImageException("is damaged: its PNG palette (PLTE) is missing");
    }
    return this;
  }

  /** Four letters; anything else, which only a damaged file has, as question marks. */
  private static String type(byte[] file, int at) {
    char[] letters = new char[4];
    for (int i = 0; i < letters.length; i++) {
      char c = (char) (file[at + i] & 0xff);
      letters[i] = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ? c : '?';
    }
    return new String(letters);
  }

  List<ByteBuffer> data() {
    return data;
  }

  /** R, G, B of up to 256 entries. */
  byte[] palette() {
    return palette;
  }

  Size size() {
    return size;
  }

  int bits() {
    return bits;
  }

  int colourType() {
    return colourType;
  }

  boolean interlaced() {
    return interlaced;
  }
}
