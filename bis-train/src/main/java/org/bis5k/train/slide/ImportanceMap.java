package org.bis5k.train.slide;

/**
 * The weight of each pixel of a tile where tiles overlap: MONAI's {@code
 * compute_importance_map(mode="gaussian")} (doi:10.48550/arXiv.2211.02701), a Gaussian centred on
 * the tile with sigma = 0.125 side, not normalised, and at least 0.001 as in its {@code
 * sliding_window_inference}.
 */
final class ImportanceMap {

  private static final double SIGMA = 0.125;
  private static final float LEAST = 1e-3f;

  private ImportanceMap() {}

  /** The weights of a square tile, side x side. */
  static float[] of(int side) {
    double[] profile = new double[side];
    double sigma = SIGMA * side;
    for (int i = 0; i < side; i++) {
      double distance = i - (side - 1) / 2.0;
      profile[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
    }
    float[] map = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        map[y * side + x] = Math.max(LEAST, (float) (profile[y] * profile[x]));
      }
    }
    return map;
  }
}
