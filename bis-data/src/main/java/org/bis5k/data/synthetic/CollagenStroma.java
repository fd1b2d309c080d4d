package org.bis5k.data.synthetic;

import java.util.SplittableRandom;

/**
 * The ground of the tile: wavy eosin-stained collagen, denser and thinner bundles, fibrils within
 * them, and clefts of bare glass between them. Covers the whole tile; the nests come on top.
 */
final class CollagenStroma {

  private final GradientNoise bundles;
  private final GradientNoise fibrils;
  private final FibreFlow flow;
  private final TissuePlan plan;
  private final float pink;
  private final float blue;

  CollagenStroma(SplittableRandom random, TissuePlan plan, FibreFlow flow) {
    bundles = new GradientNoise(random);
    fibrils = new GradientNoise(random);
    pink = TissuePlan.between(random, 0.24f, 0.36f);
    blue = TissuePlan.between(random, 0.03f, 0.10f);
    this.flow = flow;
    this.plan = plan;
  }

  void paint(StainDensity density, NestLayout nests) {
    int width = density.size().width();
    int pixels = (int) density.size().pixels();
    for (int i = 0; i < pixels; i++) {
      int x = i % width;
      int y = i / width;
      // Deep in a nest nothing of it would show.
      if (nests.depth(i) < 1) {
        paint(density, i, flow.along(x, y), flow.across(x, y));
      }
    }
  }

  private void paint(StainDensity density, int pixel, float u, float v) {
    float bundle = bundles.at(u / 75, v / 13);
    float fibre = bundles.at(u / 34 + 40, v / 4.2f);
    float fibril = fibrils.at(u / 13, v / 2.7f);
    float patch = fibrils.at(u / 60 + 90, v / 40);
    float amount = 1 + 0.38f * bundle + 0.34f * fibre + 0.24f * fibril + 0.25f * patch;
    // Clefts follow a zero line of the noise, so that they are thin, long and branch.
    float ridge = Math.abs(bundles.at(u / 44 + 13, v / 7 + 31)) + 0.10f * (fibril + 1);
    float cleftWidth = 0.02f + 0.26f * plan.loose() * (0.6f + patch);
    float cleft = Cells.ramp(cleftWidth + 0.16f, cleftWidth, ridge);
    float e = pink * Math.max(0.15f, amount) * (1 - 0.78f * cleft);
    float h = blue * (1 + 0.6f * patch + 0.4f * bundle) * (1 - 0.7f * cleft);
    density.cover(pixel, Math.max(0, h), e, 1);
  }
}
