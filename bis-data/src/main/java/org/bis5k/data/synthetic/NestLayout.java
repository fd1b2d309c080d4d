package org.bis5k.data.synthetic;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bis5k.data.GreyImage;
import org.bis5k.data.MaskRegions;
import org.bis5k.data.Size;

/**
 * Where the tumour nests lie: the part of the tile in which a smooth random field exceeds the
 * quantile that gives the planned share. The field is stretched along the fibres, and finer noise
 * makes its outline ragged.
 */
final class NestLayout {

  /** About one cell, in pixels: a smaller island would hold no nucleus to tell it by. */
  private static final int SMALLEST_REGION = 170;

  private final Size size;
  private final GradientNoise noise;
  private final TissuePlan plan;
  private final float cos;
  private final float sin;

  /** The ragged field less its threshold: positive inside the nests. */
  private final float[] level;

  private final boolean[] tumour;

  NestLayout(SplittableRandom random, TissuePlan plan, Size size) {
    this.size = size;
    this.plan = plan;
    noise = new GradientNoise(random);
    cos = (float) StrictMath.cos(plan.fibreAngle());
    sin = (float) StrictMath.sin(plan.fibreAngle());
    level = new float[(int) size.pixels()];
    tumour = new boolean[level.length];
    outline();
    // In a very small tile that many pixels would be a good part of the planned share.
    MaskRegions.invertSmall(tumour, size, Math.min(SMALLEST_REGION, tumour.length / 250));
  }

  /** The smooth part of the field, within about -1..1, defined beyond the tile as well. */
  float field(float x, float y) {
    float u = (x * cos + y * sin) / plan.nestLength();
    float v = (y * cos - x * sin) / plan.nestLength() * plan.nestStretch();
    return noise.at(u, v);
  }

  private float raggedField(float x, float y) {
    float coarse = noise.at(x / 34 + 71, y / 34 + 3);
    float fine = noise.at(x / 13 + 19, y / 13 + 53);
    return field(x, y) + plan.ragged() * (0.22f * coarse + 0.10f * fine);
  }

  private void outline() {
    int width = size.width();
    for (int i = 0; i < level.length; i++) {
      level[i] = raggedField(i % width, i / width);
    }
    float[] sorted = level.clone();
    Arrays.sort(sorted);
    float threshold = sorted[Math.round((1 - plan.share()) * (sorted.length - 1))];
    for (int i = 0; i < level.length; i++) {
      level[i] -= threshold;
      tumour[i] = level[i] > 0;
    }
  }

  /** Whether a point of the plane lies in a nest; outside the tile the nearest pixel decides. */
  boolean tumourAt(float x, float y) {
    return tumour[nearest(x, y)];
  }

  /**
   * The signed distance to the outline in pixels, positive inside, to first order: the field over
   * its slope. Good near the outline, where it is used; at most 8 in size.
   */
  float depth(int pixel) {
    int width = size.width();
    int x = pixel % width;
    int y = pixel / width;
    int west = x > 0 ? pixel - 1 : pixel;
    int east = x + 1 < width ? pixel + 1 : pixel;
    int north = y > 0 ? pixel - width : pixel;
    int south = y + 1 < size.height() ? pixel + width : pixel;
    float gx = (level[east] - level[west]) / (east - west);
    float gy = (level[south] - level[north]) / ((south - north) / width);
    float slope = (float) Math.sqrt(gx * gx + gy * gy) + 1e-4f;
    float distance = Math.max(-8, Math.min(8, level[pixel] / slope));
    // A dropped island or a filled hole has no outline any more.
    return distance > 0 == tumour[pixel] ? distance : tumour[pixel] ? 8 : -8;
  }

  float depth(float x, float y) {
    return depth(nearest(x, y));
  }

  private int nearest(float x, float y) {
    int column = Math.max(0, Math.min(size.width() - 1, Math.round(x)));
    int row = Math.max(0, Math.min(size.height() - 1, Math.round(y)));
    return row * size.width() + column;
  }

  GreyImage mask() {
    byte[] samples = new byte[tumour.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (tumour[i] ? 255 : 0);
    }
    return GreyImage.of(size, samples);
  }
}
