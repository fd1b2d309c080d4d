package org.bis5k.data.transform;

import java.util.Arrays;
import org.bis5k.data.ByteImage;

/**
 * OpenCV's {@code dilate} and {@code erode} of a grey image with an ellipse; positions outside the
 * image take no part. Erosion is dilation of the inverse.
 */
final class Morphology {

  /** Which extreme of the neighbourhood a pixel becomes. */
  enum Kind {
    /** The greatest. */
    DILATE,
    /** The least. */
    ERODE
  }

  /** The highest bit of each of four samples. */
  private static final int TOPS = 0x80808080;

  /** Quads done together: long loops vectorise best, and these stay in the cache. */
  private static final int CHUNK = 1024;

  private Morphology() {}

  static ByteImage apply(ByteImage in, Kind kind, int side) {
    StructuringElement element = StructuringElement.ellipse(side);
    int flip = kind == Kind.DILATE ? 0 : -1;
    int wide = in.width() + side;
    int chunks = (wide * in.height() + 4 * CHUNK - 1) / (4 * CHUNK);
    byte[] extremes = new byte[4 * CHUNK * chunks];
    SampleQuads to = SampleQuads.of(extremes);
    SampleQuads from = SampleQuads.of(padded(in, side, extremes.length + side * wide, (byte) flip));
    int[] best = new int[CHUNK];
    int[] shifted = new int[CHUNK];
    for (int at = 0; at < extremes.length; at += 4 * CHUNK) {
      Arrays.fill(best, 0);
      for (int row = 0; row < side; row++) {
        for (int column = element.from(row); column < element.to(row); column++) {
          from.get(at + row * wide + column, shifted);
          greatest(shifted, flip, best);
        }
      }
      flip(best, flip);
      to.put(at, best);
    }
    ByteImage out = in.blankLike();
    for (int y = 0; y < in.height(); y++) {
      System.arraycopy(extremes, y * wide, out.samples(), y * in.width(), in.width());
    }
    return out;
  }

  /** Rows with margins that never win; the element's anchor is at its middle. */
  private static byte[] padded(ByteImage in, int side, int length, byte neutral) {
    int wide = in.width() + side;
    byte[] padded = new byte[length];
    Arrays.fill(padded, neutral);
    for (int y = 0; y < in.height(); y++) {
      System.arraycopy(
          in.samples(), y * in.width(), padded, (y + side / 2) * wide + side / 2, in.width());
    }
    return padded;
  }

  /** The greater of four samples at once, without a branch or a carry between them. */
  private static void greatest(int[] values, int flip, int[] best) {
    for (int i = 0; i < best.length; i++) {
      int a = values[i] ^ flip;
      int b = best[i];
      int unequal = a ^ b;
      int lowDifference = (a | TOPS) - (b & ~TOPS);
      int notLess = ((a & ~b) | (~unequal & lowDifference)) & TOPS;
      int chosen = (notLess << 1) - (notLess >>> 7);
      best[i] = b ^ (unequal & chosen);
    }
  }

  private static void flip(int[] values, int flip) {
    for (int i = 0; i < values.length; i++) {
      values[i] ^= flip;
    }
  }
}
