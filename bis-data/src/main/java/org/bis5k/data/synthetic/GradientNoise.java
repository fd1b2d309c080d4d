package org.bis5k.data.synthetic;

import java.util.SplittableRandom;

/**
 * Gradient noise in the plane: smooth, zero at the integer lattice, within about -1..1, repeating
 * only after 256 cells. K. Perlin, "Improving noise", ACM Transactions on Graphics 21(3), 2002, doi
 * 10.1145/566654.566636, with sixteen directions, since the picture would show the axes of fewer.
 */
final class GradientNoise {

  private static final int PERIOD = 256;
  private static final int DIRECTIONS = 16;
  private static final float[] GX = new float[DIRECTIONS];
  private static final float[] GY = new float[DIRECTIONS];

  static {
    for (int i = 0; i < DIRECTIONS; i++) {
      GX[i] = (float) StrictMath.cos(2 * StrictMath.PI * i / DIRECTIONS);
      GY[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / DIRECTIONS);
    }
  }

  private final int[] permutation = new int[2 * PERIOD];

  GradientNoise(SplittableRandom random) {
    for (int i = 0; i < PERIOD; i++) {
      permutation[i] = i;
    }
    for (int i = PERIOD - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = kept;
    }
    System.arraycopy(permutation, 0, permutation, PERIOD, PERIOD);
  }

  /** The noise at a point, in lattice units. */
  float at(float x, float y) {
    int left = floor(x);
    int top = floor(y);
    float dx = x - left;
    float dy = y - top;
    int column = left & (PERIOD - 1);
    int row = top & (PERIOD - 1);
    int west = permutation[column] + row;
    int east = permutation[column + 1] + row;
    float wx = fade(dx);
    float upper = mix(slope(west, dx, dy), slope(east, dx - 1, dy), wx);
    float lower = mix(slope(west + 1, dx, dy - 1), slope(east + 1, dx - 1, dy - 1), wx);
    // The corner gradients alone reach about 0.7.
    return 1.4f * mix(upper, lower, fade(dy));
  }

  /** Two octaves: {@link #at} and half of it at twice the frequency. */
  float rough(float x, float y) {
    return at(x, y) + 0.5f * at(2 * x + 37.7f, 2 * y + 11.3f);
  }

  private float slope(int corner, float dx, float dy) {
    int direction = permutation[corner] & (DIRECTIONS - 1);
    return GX[direction] * dx + GY[direction] * dy;
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static float mix(float a, float b, float weight) {
    return a + weight * (b - a);
  }

  private static int floor(float value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }
}
