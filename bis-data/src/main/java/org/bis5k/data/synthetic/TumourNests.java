package org.bis5k.data.synthetic;

import java.util.SplittableRandom;
import org.bis5k.data.Size;

/**
 * The tumour nests: amphophilic granular cytoplasm divided into cells, and in each cell a large,
 * pleomorphic nucleus with clumped chromatin and nucleoli. The cells are those of a jittered grid:
 * nuclei sit at its sites, and faint borders run where two sites are equally near.
 */
final class TumourNests {

  private static final float JITTER = 0.46f;

  private final SplittableRandom random;
  private final GradientNoise noise;
  private final TissuePlan plan;
  private final NestLayout layout;
  private final Size size;
  private final int columns;
  private final int rows;
  private final float[] siteX;
  private final float[] siteY;

  TumourNests(SplittableRandom random, TissuePlan plan, NestLayout layout, Size size) {
    this.random = random;
    this.plan = plan;
    this.layout = layout;
    this.size = size;
    noise = new GradientNoise(random);
    // One ring of sites beyond the tile on each side, so that border pixels have all neighbours.
    columns = (int) (size.width() / plan.cellSpacing()) + 4;
    rows = (int) (size.height() / plan.cellSpacing()) + 4;
    siteX = new float[columns * rows];
    siteY = new float[columns * rows];
    for (int i = 0; i < siteX.length; i++) {
      // Staggered rows, pushed about by noise: crowded cells, but no rows for the eye to find.
      float x = i % columns - 0.5f + jitter() + 0.5f * (i / columns & 1) - 0.25f;
      float y = i / columns - 0.5f + jitter();
      siteX[i] = plan.cellSpacing() * (x + 0.6f * noise.at(x / 3.3f, y / 3.3f));
      siteY[i] = plan.cellSpacing() * (y + 0.6f * noise.at(x / 3.3f + 50, y / 3.3f));
    }
  }

  private float jitter() {
    return TissuePlan.between(random, -JITTER, JITTER);
  }

  void paintCytoplasm(StainDensity density) {
    float h = TissuePlan.between(random, 0.08f, 0.18f);
    float e = TissuePlan.between(random, 0.26f, 0.36f);
    float retraction = TissuePlan.between(random, -0.5f, 0.5f);
    int width = size.width();
    for (int i = 0; i < size.pixels(); i++) {
      float depth = layout.depth(i);
      if (depth > -3) {
        float x = i % width;
        float y = i / width;
        // Fixation pulls some nests off the stroma: a thin white crescent along the outline.
        float gap = Cells.ramp(0.1f, 0.5f, noise.at(x / 30, y / 30) + retraction);
        float crescent = gap * Cells.ramp(2.6f, 0.6f, Math.abs(depth + 0.4f));
        float grain = noise.rough(x / 3.1f, y / 3.1f);
        float cloud = noise.at(x / 24 + 5, y / 24);
        float border = Cells.ramp(1.7f, 0.3f, borderDistance(x, y));
        float pale = 1 - (0.16f + 0.30f * cloud) * border;
        float amount = Math.max(0.2f, 1 + 0.26f * grain + 0.30f * cloud) * pale;
        density.cover(i, h * amount, e * amount, Cells.ramp(-0.8f, 0.8f, depth));
        density.cover(i, 0.01f, 0.03f, 0.85f * crescent);
      }
    }
  }

  /** Half the difference of the distances to the two nearest sites, in pixels. */
  private float borderDistance(float x, float y) {
    int column = (int) (x / plan.cellSpacing() + 1);
    int row = (int) (y / plan.cellSpacing() + 1);
    float nearest = Float.MAX_VALUE;
    float second = Float.MAX_VALUE;
    for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        float dx = x - siteX[r * columns + c];
        float dy = y - siteY[r * columns + c];
        float square = dx * dx + dy * dy;
        if (square < nearest) {
          second = nearest;
          nearest = square;
        } else if (square < second) {
          second = square;
        }
      }
    }
    return 0.5f * (float) (Math.sqrt(second) - Math.sqrt(nearest));
  }

  void paintNuclei(Cells cells) {
    float darkness = TissuePlan.between(random, 0.48f, 0.72f);
    for (int i = 0; i < siteX.length; i++) {
      Nucleus nucleus = nucleus(siteX[i], siteY[i], darkness);
      boolean missed = random.nextDouble() < 0.06;
      if (!missed && layout.depth(siteX[i], siteY[i]) > 1.5f) {
        cells.paint(nucleus);
      }
    }
  }

  private Nucleus nucleus(float x, float y, float darkness) {
    float wild = plan.pleomorphism();
    float spread = TissuePlan.between(random, -1, 1);
    float major = 0.42f * plan.cellSpacing() * (1.02f + 0.36f * wild * spread);
    float minor = major * TissuePlan.between(random, 0.60f, 0.95f);
    // A few nuclei are hyperchromatic: nearly as dark as a lymphocyte.
    float dark = random.nextDouble() < 0.16 * wild ? 1.45f : 1;
    return new Nucleus(
        x,
        y,
        major,
        minor,
        TissuePlan.between(random, 0, (float) StrictMath.PI),
        0.10f + 0.22f * wild,
        darkness * dark * TissuePlan.between(random, 1 - 0.3f * wild, 1 + 0.3f * wild),
        0.32f,
        dark > 1 ? 0.2f : TissuePlan.between(random, 0.3f, 1),
        random.nextDouble() < 0.6 ? 1 + random.nextInt(2) : 0);
  }
}
