package org.bis5k.data;

/**
 * Pillow's {@code Image.blend} of a degenerate sample with the image's own, in its single
 * precision: degenerate + factor * (own - degenerate), clipped and truncated. Factors above 1
 * exaggerate.
 */
final class Blend {

  /** The float product for every difference from -255 to 255. */
  private final float[] part = new float[511];

  Blend(double factor) {
    float alpha = (float) factor;
    for (int i = 0; i < part.length; i++) {
      part[i] = alpha * (i - 255);
    }
  }

  /** One blended sample. */
  int at(int degenerate, int own) {
    float value = degenerate + part[own - degenerate + 255];
    return Math.max(0, Math.min(255, (int) value));
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
