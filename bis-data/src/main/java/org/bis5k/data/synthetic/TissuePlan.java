package org.bis5k.data.synthetic;

import java.util.SplittableRandom;

/**
 * What is drawn once for a tile and gives it its character.
 *
 * @param share the part of the tile covered by tumour nests
 * @param nestLength the wavelength of the nest outline along the fibres, in pixels
 * @param nestStretch how many times longer than wide the nests are
 * @param ragged how irregular the outlines are, 0..1
 * @param fibreAngle the main direction of the collagen, in radians
 * @param loose how much glass shows between the fibres, 0..1
 * @param cellSpacing the distance between tumour cells, in pixels
 * @param pleomorphism how much the tumour nuclei differ in size, shape and darkness, 0..1
 * @param lymphocytes the density of lymphocyte infiltrates, 0..1
 * @param fat the density of fat cells in the stroma, 0..1
 * @param lumens the density of gland lumens in the nests, 0..1
 */
record TissuePlan(
    float share,
    float nestLength,
    float nestStretch,
    float ragged,
    float fibreAngle,
    float loose,
    float cellSpacing,
    float pleomorphism,
    float lymphocytes,
    float fat,
    float lumens) {

  static TissuePlan draw(SplittableRandom random) {
    return new TissuePlan(
        between(random, 0.20f, 0.70f),
        between(random, 75, 150),
        between(random, 1.0f, 2.2f),
        between(random, 0.2f, 1),
        between(random, 0, (float) StrictMath.PI),
        between(random, 0, 1),
        between(random, 11, 14),
        between(random, 0.2f, 1),
        occasional(random, 0.75),
        occasional(random, 0.35),
        occasional(random, 0.45));
  }

  static float between(SplittableRandom random, float low, float high) {
    return low + (high - low) * (float) random.nextDouble();
  }

  private static float occasional(SplittableRandom random, double probability) {
    boolean present = random.nextDouble() < probability;
    float density = between(random, 0.15f, 1);
    return present ? density : 0;
  }
}
