package org.bis5k.data.image;

/** Converts the bytes of unfiltered PNG rows to samples: grey, or R, G, B. Alpha is dropped. */
final class PngPixels {

  /** R, G, B of the most entries that a palette has. */
  static final int PALETTE_BYTES = 3 * 256;

  private final int bits;
  private final boolean indexed;
  private final int channels; // in the file, alpha included
  private final int colours;
  private final byte[] palette;

  /**
   * A conversion for one file.
   *
   * @param palette R, G, B of 256 entries; may be filled until the first row is converted
   */
  PngPixels(PngHeader header, byte[] palette) {
    this.bits = header.bits();
    this.indexed = header.colourType() == 3;
    this.channels =
        switch (header.colourType()) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    this.colours = header.colourType() == 0 || header.colourType() == 4 ? 1 : 3;
    this.palette = palette;
  }

  /** Whether the pixels are indices of palette entries. */
  boolean indexed() {
    return indexed;
  }

  /** Samples per pixel of the result: 1 for grey, 3 for R, G, B. */
  int colours() {
    return colours;
  }

  /** The filter of rows of {@code columns} pixels. */
  PngRow row(int columns) {
    int bitsPerPixel = channels * bits;
    int rowBytes = Math.toIntExact(((long) columns * bitsPerPixel + 7) / 8);
    return new PngRow(rowBytes, Math.max(1, bitsPerPixel / 8));
  }

  /** Converts a row; its pixels become every {@code step}-th pixel from pixel {@code first} on. */
  void place(byte[] row, int columns, byte[] samples, int first, int step) {
    int to = first * colours;
    if (bits < 8 || indexed) {
      placeFewBits(row, columns, samples, to, step);
    } else if (step == 1 && channels == colours) {
      System.arraycopy(row, 0, samples, to, columns * channels);
    } else {
      for (int x = 0; x < columns; x++, to += step * colours) {
        System.arraycopy(row, x * channels, samples, to, colours);
      }
    }
  }

  private void placeFewBits(byte[] row, int columns, byte[] samples, int first, int step) {
    int mask = (1 << bits) - 1;
    int to = first;
    for (int x = 0; x < columns; x++, to += step * colours) {
      int bit = x * bits;
      int value = row[bit >> 3] >> (8 - bits - (bit & 7)) & mask;
      if (indexed) {
        System.arraycopy(palette, 3 * value, samples, to, 3);
      } else {
        samples[to] = (byte) (value * 255 / mask);
      }
    }
  }
}
