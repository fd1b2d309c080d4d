package org.bis5k.data.synthetic;

import java.util.SplittableRandom;
import org.bis5k.data.Size;

/**
 * What is not solid: fat cells (bare glass within a thin membrane) and capillaries with red cells
 * in the stroma, small vacuoles and gland lumens in the nests.
 */
final class TissueSpaces {

  private static final float GLASS = 0.015f;

  private final SplittableRandom random;
  private final TissuePlan plan;
  private final NestLayout layout;
  private final Size size;

  TissueSpaces(SplittableRandom random, TissuePlan plan, NestLayout layout, Size size) {
    this.random = random;
    this.plan = plan;
    this.layout = layout;
    this.size = size;
  }

  /** Clusters of fat cells; one that would reach into a nest is left out. */
  void paintFat(Cells cells) {
    int clusters = Math.round(plan.fat() * size.pixels() / 12000f);
    for (int k = 0; k < clusters; k++) {
      float cx = across(size.width());
      float cy = across(size.height());
      int count = 2 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        float x = cx + TissuePlan.between(random, -28, 28);
        float y = cy + TissuePlan.between(random, -28, 28);
        float radius = TissuePlan.between(random, 6, 14);
        if (clearOfNests(x, y, radius + 2)) {
          cells.patch(x, y, radius + 1.3f, 0.12f, 0.06f, 0.36f, 0.9f);
          cells.patch(x, y, radius, 0.12f, GLASS, GLASS, 1);
        }
      }
    }
  }

  private boolean clearOfNests(float x, float y, float radius) {
    boolean clear = !layout.tumourAt(x, y);
    for (int k = 0; k < 8 && clear; k++) {
      float dx = radius * (float) StrictMath.cos(k * StrictMath.PI / 4);
      float dy = radius * (float) StrictMath.sin(k * StrictMath.PI / 4);
      clear = !layout.tumourAt(x + dx, y + dy);
    }
    return clear;
  }

  void paintCapillaries(Cells cells) {
    int vessels = (int) (size.pixels() / 40000f + random.nextDouble());
    for (int k = 0; k < vessels; k++) {
      float x = across(size.width());
      float y = across(size.height());
      float radius = TissuePlan.between(random, 5, 9);
      boolean clear = clearOfNests(x, y, radius + 2);
      if (clear) {
        cells.patch(x, y, radius + 1.5f, 0.2f, 0.16f, 0.4f, 0.8f);
        cells.patch(x, y, radius, 0.2f, GLASS, 0.04f, 0.95f);
      }
      for (int i = 0; i < 9; i++) {
        float rx = x + 0.6f * TissuePlan.between(random, -radius, radius);
        float ry = y + 0.6f * TissuePlan.between(random, -radius, radius);
        if (clear) {
          cells.patch(rx, ry, TissuePlan.between(random, 2, 2.8f), 0.1f, 0.02f, 0.55f, 0.8f);
        }
      }
    }
  }

  /** Lumens and vacuoles inside the nests; they belong to the nest and its mask. */
  void paintLumens(Cells cells) {
    int count = Math.round(plan.lumens() * size.pixels() / 2600f);
    for (int k = 0; k < count; k++) {
      float x = across(size.width());
      float y = across(size.height());
      boolean gland = random.nextDouble() < 0.3;
      float radius = gland ? TissuePlan.between(random, 4, 8) : TissuePlan.between(random, 1.4f, 3);
      if (layout.depth(x, y) > 3) {
        cells.patch(x, y, radius, gland ? 0.4f : 0.15f, 0.02f, 0.04f, 0.9f);
      }
    }
  }

  private float across(int side) {
    return TissuePlan.between(random, 0, side);
  }
}
