package org.bis5k.data.synthetic;

import java.util.SplittableRandom;
import org.bis5k.data.Size;

/**
 * The cells between the nests: spindle nuclei of fibroblasts along the fibres, plump stromal nuclei
 * that resemble tumour ones, and infiltrates of small, round, dark lymphocytes, a few of which
 * enter the nests. They make colour alone a poor guide to the tumour.
 */
final class StromalCells {

  private static final float SPINDLE_SPACING = 14;
  private static final float LYMPHOCYTE_SPACING = 6.2f;

  private final SplittableRandom random;
  private final GradientNoise noise;
  private final TissuePlan plan;
  private final NestLayout layout;
  private final FibreFlow flow;
  private final Size size;

  StromalCells(
      SplittableRandom random, TissuePlan plan, NestLayout layout, FibreFlow flow, Size size) {
    this.random = random;
    this.plan = plan;
    this.layout = layout;
    this.flow = flow;
    this.size = size;
    noise = new GradientNoise(random);
  }

  void paintSpindles(Cells cells) {
    float frequency = TissuePlan.between(random, 0.25f, 0.6f);
    float darkness = TissuePlan.between(random, 0.6f, 0.85f);
    for (float gy = 0; gy < size.height(); gy += SPINDLE_SPACING) {
      for (float gx = 0; gx < size.width(); gx += SPINDLE_SPACING) {
        float x = gx + TissuePlan.between(random, 0, SPINDLE_SPACING);
        float y = gy + TissuePlan.between(random, 0, SPINDLE_SPACING);
        Nucleus nucleus = spindle(x, y, darkness);
        if (random.nextDouble() < frequency && layout.depth(x, y) < -2.5f) {
          cells.paint(nucleus);
        }
      }
    }
  }

  private Nucleus spindle(float x, float y, float darkness) {
    boolean plump = random.nextDouble() < 0.22;
    float half =
        plump ? TissuePlan.between(random, 3.2f, 4.6f) : TissuePlan.between(random, 4.5f, 9);
    float aspect = plump ? 0.7f : TissuePlan.between(random, 0.19f, 0.32f);
    return new Nucleus(
        x,
        y,
        half,
        Math.max(1.1f, half * aspect),
        flow.angle(x, y) + TissuePlan.between(random, -0.22f, 0.22f),
        0.14f,
        darkness * TissuePlan.between(random, 0.75f, 1.2f) * (plump ? 0.85f : 1),
        0.2f,
        plump ? 0.6f : 0.1f,
        0);
  }

  void paintLymphocytes(Cells cells) {
    float darkness = TissuePlan.between(random, 0.85f, 1.1f);
    for (float gy = 0; gy < size.height(); gy += LYMPHOCYTE_SPACING) {
      for (float gx = 0; gx < size.width(); gx += LYMPHOCYTE_SPACING) {
        float x = gx + TissuePlan.between(random, 0, LYMPHOCYTE_SPACING);
        float y = gy + TissuePlan.between(random, 0, LYMPHOCYTE_SPACING);
        float radius = TissuePlan.between(random, 2.2f, 3.1f);
        float own = darkness * TissuePlan.between(random, 0.85f, 1.15f);
        float crowd =
            Cells.ramp(0.38f, 0.62f, noise.rough(x / 58, y / 58) + 0.3f * plan.lymphocytes());
        double chance = plan.lymphocytes() * (0.02 + 0.9 * crowd);
        if (layout.depth(x, y) > -1.5f) {
          chance = 0.012 * plan.lymphocytes();
        }
        if (random.nextDouble() < chance) {
          cells.paint(new Nucleus(x, y, radius, 0.93f * radius, 0, 0.1f, own, 0.18f, 0.1f, 0));
        }
      }
    }
  }
}
