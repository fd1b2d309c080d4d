package org.bis5k.data.synthetic;

import org.bis5k.data.Size;

/** The 4-connected regions of a binary mask, of both polarities. */
final class MaskRegions {

  private MaskRegions() {}

  /** Inverts, in the array itself, each region of fewer than {@code smallest} pixels. */
  static void dropSmall(boolean[] mask, Size size, int smallest) {
    boolean[] seen = new boolean[mask.length];
    int[] region = new int[mask.length];
    for (int start = 0; start < mask.length; start++) {
      if (!seen[start]) {
        int count = collect(mask, size, start, seen, region);
        for (int i = 0; count < smallest && i < count; i++) {
          mask[region[i]] = !mask[region[i]];
        }
      }
    }
  }

  private static int collect(boolean[] mask, Size size, int start, boolean[] seen, int[] region) {
    int width = size.width();
    int count = 0;
    seen[start] = true;
    region[count++] = start;
    for (int next = 0; next < count; next++) {
      int pixel = region[next];
      int x = pixel % width;
      int[] neighbours = {
        x > 0 ? pixel - 1 : pixel,
        x + 1 < width ? pixel + 1 : pixel,
        pixel >= width ? pixel - width : pixel,
        pixel + width < mask.length ? pixel + width : pixel
      };
      for (int neighbour : neighbours) {
        if (!seen[neighbour] && mask[neighbour] == mask[start]) {
          seen[neighbour] = true;
          region[count++] = neighbour;
        }
      }
    }
    return count;
  }
}
