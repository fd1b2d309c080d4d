package org.bis5k.data.transform;

/**
 * Pillow's {@code Image.blend} of a degenerate sample with the image's own, in its single
 * precision: degenerate + factor * (own - degenerate), clipped and truncated. Factors above 1
 * exaggerate.
 */
final class Blend {

  private static final int SLOPE_BITS = 22;

  /** Times 255, with what {@link #bySlope} adds, it still fits an int. */
  private static final int MAX_SLOPE = 2 << SLOPE_BITS;

  /** What float rounding lifts to an integer, such as 20 times 1.05, this lifts too. */
  private static final int LIFT = 64;

  /** The float product for every difference from -255 to 255. */
  private final float[] part = new float[511];

  private final int slope;
  private final boolean hasSlope;

  Blend(double factor) {
    float alpha = (float) factor;
    for (int i = 0; i < part.length; i++) {
      part[i] = alpha * (i - 255);
    }
    this.slope = Math.round(alpha * (1 << SLOPE_BITS));
    this.hasSlope = slopeIsExact();
  }

  /** One blended sample. */
  int at(int degenerate, int own) {
    float value = degenerate + part[own - degenerate + 255];
    return Math.max(0, Math.min(255, (int) value));
  }

  /**
   * Whether {@link #bySlope} with {@link #slope} equals {@link #at} for all samples; so it is for
   * more than 99 of 100 factors below 2.
   */
  boolean hasSlope() {
    return hasSlope;
  }

  /** The factor in fixed point. */
  int slope() {
    return slope;
  }

  /** One blended sample in integers; loops over it vectorise. */
  static int bySlope(int degenerate, int own, int slope) {
    int value = degenerate + (((own - degenerate) * slope + LIFT) >> SLOPE_BITS);
    value &= ~(value >> 31);
    return (value | ((255 - value) >> 31)) & 255;
  }

  /**
   * The float sum truncates to degenerate + floor(product) where it is not clipped, unless rounding
   * lifts it to the next integer: below 256 that takes a fraction within 2^-17 of one.
   */
  private boolean slopeIsExact() {
    if (Math.abs(slope) > MAX_SLOPE) {
      return false;
    }
    for (int i = 0; i < part.length; i++) {
      int floor = (int) Math.floor(part[i]);
      boolean lifted = (double) part[i] - floor > 1 - 0x1p-16;
      if (lifted || ((i - 255) * slope + LIFT) >> SLOPE_BITS != floor) {
        return false;
      }
    }
    return true;
  }

  /** Every own sample blended with the same degenerate one. */
  byte[] table(int degenerate) {
    byte[] table = new byte[256];
    for (int own = 0; own < table.length; own++) {
      table[own] = (byte) at(degenerate, own);
    }
    return table;
  }
}
