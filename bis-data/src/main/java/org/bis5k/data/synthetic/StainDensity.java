package org.bis5k.data.synthetic;

import java.util.Arrays;
import org.bis5k.data.Size;

/**
 * How much haematoxylin and eosin lies at each pixel, in decadic optical density along the unit
 * vector of the stain: 0 is bare glass, 1 a dark nucleus. What is painted later covers what was
 * painted before.
 */
final class StainDensity {

  private final Size size;
  private final float[] hematoxylin;
  private final float[] eosin;

  StainDensity(Size size) {
    this.size = size;
    hematoxylin = new float[(int) size.pixels()];
    eosin = new float[(int) size.pixels()];
  }

  Size size() {
    return size;
  }

  float hematoxylin(int pixel) {
    return hematoxylin[pixel];
  }

  float eosin(int pixel) {
    return eosin[pixel];
  }

  /** Covers a pixel with the given densities; opacity 0 changes nothing, 1 hides what was there. */
  void cover(int pixel, float h, float e, float opacity) {
    hematoxylin[pixel] += opacity * (h - hematoxylin[pixel]);
    eosin[pixel] += opacity * (e - eosin[pixel]);
  }

  /** Blurs both planes by the kernel (side, 1 - 2 side, side) in each direction. */
  void blur(float side) {
    blur(hematoxylin, side);
    blur(eosin, side);
  }

  private void blur(float[] plane, float side) {
    int width = size.width();
    int height = size.height();
    float centre = 1 - 2 * side;
    float[] above = Arrays.copyOfRange(plane, 0, width);
    float[] here = new float[width];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int below = y + 1 < height ? row + width : row;
      System.arraycopy(plane, row, here, 0, width);
      for (int x = 0; x < width; x++) {
        plane[row + x] = centre * here[x] + side * (above[x] + plane[below + x]);
      }
      float[] spare = above;
      above = here;
      here = spare;
    }
    for (int y = 0; y < height; y++) {
      int row = y * width;
      float left = plane[row];
      for (int x = 0; x < width; x++) {
        float own = plane[row + x];
        float right = x + 1 < width ? plane[row + x + 1] : own;
        plane[row + x] = centre * own + side * (left + right);
        left = own;
      }
    }
  }
}
