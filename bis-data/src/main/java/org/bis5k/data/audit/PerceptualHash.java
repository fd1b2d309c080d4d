package org.bis5k.data.audit;

import org.bis5k.data.Orientation;
import org.bis5k.data.RgbImage;

/**
 * 256 bits that say how an image looks from afar: the signs of its lowest 16 x 16 cosine
 * frequencies (DCT-II, after Zauner, Implementation and benchmarking of perceptual image hash
 * functions, 2010), taken of its grey values at 32 x 32 pixels. Signs do not change with brightness
 * and contrast; and since a mirrored image has the same frequencies with every odd one negated, and
 * a transposed image has them transposed, one transform gives the hashes of all eight orientations.
 *
 * @param a signs of rows 0 to 3, the lowest bit first
 * @param b signs of rows 4 to 7
 * @param c signs of rows 8 to 11
 * @param d signs of rows 12 to 15
 */
record PerceptualHash(long a, long b, long c, long d) {

  /** Bits that can differ: all but the sign of the mean, which is always set. */
  static final int BITS = 255;

  private static final int SIDE = 32;
  private static final int KEPT = 16;
  private static final double[] COSINES = new double[KEPT * SIDE];

  static {
    for (int frequency = 0; frequency < KEPT; frequency++) {
      for (int x = 0; x < SIDE; x++) {
        COSINES[frequency * SIDE + x] =
            StrictMath.cos(Math.PI * frequency * (2 * x + 1) / (2.0 * SIDE));
      }
    }
  }

  /** The hash of an image of any size. */
  static PerceptualHash of(RgbImage image) {
    return of(GreyPlane.of(image, SIDE));
  }

  static PerceptualHash of(GreyPlane plane) {
    float[] values = plane.values();
    double[] rows = new double[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int v = 0; v < KEPT; v++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += COSINES[v * SIDE + x] * values[y * SIDE + x];
        }
        rows[y * KEPT + v] = sum;
      }
    }
    long[] bits = new long[4];
    for (int u = 0; u < KEPT; u++) {
      for (int v = 0; v < KEPT; v++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += COSINES[u * SIDE + y] * rows[y * KEPT + v];
        }
        set(bits, u, v, sum > 0 || u + v == 0);
      }
    }
    return of(bits);
  }

  /** The hash of the image when it is so turned. */
  PerceptualHash turned(Orientation orientation) {
    long[] bits = new long[4];
    for (int u = 0; u < KEPT; u++) {
      for (int v = 0; v < KEPT; v++) {
        boolean set = orientation.transposed() ? get(v, u) : get(u, v);
        boolean negated =
            (orientation.flipped() && u % 2 == 1) ^ (orientation.mirrored() && v % 2 == 1);
        set(bits, u, v, set ^ negated);
      }
    }
    return of(bits);
  }

  /** How many bits differ, 0 to 255. */
  int distance(PerceptualHash other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  private static PerceptualHash of(long[] bits) {
    return new PerceptualHash(bits[0], bits[1], bits[2], bits[3]);
  }

  private static void set(long[] bits, int u, int v, boolean value) {
    if (value) {
      bits[u / 4] |= 1L << (u % 4 * KEPT + v);
    }
  }

  private boolean get(int u, int v) {
    long word =
        switch (u / 4) {
          case 0 -> a;
          case 1 -> b;
          case 2 -> c;
          default -> d;
        };
    return (word >>> (u % 4 * KEPT + v) & 1) != 0;
  }
}
