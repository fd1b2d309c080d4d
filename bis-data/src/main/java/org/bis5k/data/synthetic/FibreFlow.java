package org.bis5k.data.synthetic;

import java.util.SplittableRandom;

/**
 * The course of the collagen: each point has a coordinate along its fibre and one across. The
 * course waves, crimps and bends around the nests, because the level lines of the nest field are
 * mixed into the coordinate across.
 */
final class FibreFlow {

  private final GradientNoise noise;
  private final NestLayout nests;
  private final float cos;
  private final float sin;

  FibreFlow(SplittableRandom random, TissuePlan plan, NestLayout nests) {
    noise = new GradientNoise(random);
    this.nests = nests;
    cos = (float) StrictMath.cos(plan.fibreAngle());
    sin = (float) StrictMath.sin(plan.fibreAngle());
  }

  float along(float x, float y) {
    return x * cos + y * sin;
  }

  float across(float x, float y) {
    float u = along(x, y);
    float v = y * cos - x * sin;
    float wave = 22 * noise.at(x / 95, y / 95) + 7 * noise.at(x / 36 + 9, y / 36);
    float crimp = 1.6f * noise.at(u / 11, v / 30 + 5);
    return v + wave + crimp + 22 * nests.field(x, y);
  }

  /** The direction of the fibre through a point, in radians. */
  float angle(float x, float y) {
    float gx = across(x + 2, y) - across(x - 2, y);
    float gy = across(x, y + 2) - across(x, y - 2);
    return (float) StrictMath.atan2(-gx, gy);
  }
}
