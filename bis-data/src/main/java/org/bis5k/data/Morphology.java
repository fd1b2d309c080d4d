package org.bis5k.data;

import java.util.Arrays;

/**
 * OpenCV's {@code dilate} and {@code erode} of a grey raster with an ellipse; positions outside the
 * image take no part.
 */
final class Morphology {

  /** Which extreme of the neighbourhood a pixel becomes. */
  enum Kind {
    /** The greatest. */
    DILATE,
    /** The least. */
    ERODE
  }

  private Morphology() {}

  static Raster apply(Raster in, Kind kind, int side) {
    StructuringElement element = StructuringElement.ellipse(side);
    int anchor = side / 2;
    int width = in.width();
    int height = in.height();
    int wide = width + side;
    int neutral = kind == Kind.DILATE ? 0 : 255;
    // Ints with a neutral margin: every offset of the element is then one vectorised row loop.
    int[] padded = new int[wide * height];
    Arrays.fill(padded, neutral);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0, p = y * wide + anchor; x < width; x++) {
        padded[p++] = in.samples()[i++] & 0xff;
      }
    }
    Raster out = in.blankLike();
    int[] best = new int[width];
    int[] shifted = new int[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(best, neutral);
      for (int row = 0; row < side; row++) {
        int source = y + row - anchor;
        if (source >= 0 && source < height) {
          for (int column = element.from(row); column < element.to(row); column++) {
            System.arraycopy(padded, source * wide + column, shifted, 0, width);
            extreme(kind, shifted, best);
          }
        }
      }
      for (int x = 0; x < width; x++) {
        out.samples()[y * width + x] = (byte) best[x];
      }
    }
    return out;
  }

  /** Differences and masks in place of minimum and maximum, which would not vectorise. */
  private static void extreme(Kind kind, int[] values, int[] best) {
    if (kind == Kind.DILATE) {
      for (int x = 0; x < best.length; x++) {
        int excess = values[x] - best[x];
        best[x] += excess & ~(excess >> 31);
      }
    } else {
      for (int x = 0; x < best.length; x++) {
        int excess = values[x] - best[x];
        best[x] += excess & (excess >> 31);
      }
    }
  }
}
