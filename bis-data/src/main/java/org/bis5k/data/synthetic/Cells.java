package org.bis5k.data.synthetic;

import java.util.SplittableRandom;

/** Paints nuclei and rounded spaces; outlines and chromatin follow one noise per tile. */
final class Cells {

  private static final float NUCLEAR_EOSIN = 0.26f;
  private static final float NUCLEOLAR_EOSIN = 0.45f;

  private final StainDensity density;
  private final GradientNoise noise;

  Cells(SplittableRandom random, StainDensity density) {
    this.density = density;
    noise = new GradientNoise(random);
  }

  /** 0 at {@code from}, 1 at {@code to}, linear between, constant beyond; from and to differ. */
  static float ramp(float from, float to, float value) {
    return Math.max(0, Math.min(1, (value - from) / (to - from)));
  }

  void paint(Nucleus n) {
    float cos = (float) StrictMath.cos(n.angle());
    float sin = (float) StrictMath.sin(n.angle());
    float shift = 0.4f * n.minor();
    int width = density.size().width();
    int reach = (int) (n.major() * (1 + n.uneven())) + 2;
    int bottom = Math.min(density.size().height() - 1, (int) n.y() + reach);
    int right = Math.min(width - 1, (int) n.x() + reach);
    for (int y = Math.max(0, (int) n.y() - reach); y <= bottom; y++) {
      for (int x = Math.max(0, (int) n.x() - reach); x <= right; x++) {
        float u = ((x - n.x()) * cos + (y - n.y()) * sin) / n.major();
        float v = ((y - n.y()) * cos - (x - n.x()) * sin) / n.minor();
        float square = u * u + v * v;
        if (square < 2.2f) {
          float radius = (float) Math.sqrt(square);
          float edge = radius + n.uneven() * noise.at(x / 4.5f, y / 4.5f);
          float opacity = ramp(-0.6f, 0.6f, (1 - edge) * n.minor());
          if (opacity > 0) {
            paint(n, y * width + x, x, y, edge, opacity, shift);
          }
        }
      }
    }
  }

  private void paint(Nucleus n, int pixel, int x, int y, float edge, float opacity, float shift) {
    float clump = noise.at(x / 2.1f + 60, y / 2.1f) + 0.5f * noise.at(x / 1.2f, y / 1.2f + 80);
    float rim = ramp(0.55f, 0.95f, edge);
    float shade = 1 - n.vesicular() * (0.42f * (1 - rim)) + 0.12f * rim * n.vesicular();
    float h = n.hematoxylin() * (shade + n.chromatin() * clump);
    float e = NUCLEAR_EOSIN;
    for (int k = 0; k < n.nucleoli(); k++) {
      float side = k == 0 ? 1 : -1;
      float dx = x - n.x() - side * shift;
      float dy = y - n.y() + side * 0.6f * shift;
      float spot = ramp(1.9f, 0.7f, (float) Math.sqrt(dx * dx + dy * dy));
      h += spot * (Math.max(h, 1.25f * n.hematoxylin()) - h);
      e += spot * (NUCLEOLAR_EOSIN - e);
    }
    density.cover(pixel, Math.max(0.1f, h), e, opacity);
  }

  /** Covers a rounded patch with uniform densities, for spaces, vacuoles and red cells. */
  void patch(float cx, float cy, float radius, float uneven, float h, float e, float opacity) {
    int width = density.size().width();
    int reach = (int) (radius * (1 + uneven)) + 2;
    int bottom = Math.min(density.size().height() - 1, (int) cy + reach);
    int right = Math.min(width - 1, (int) cx + reach);
    for (int y = Math.max(0, (int) cy - reach); y <= bottom; y++) {
      for (int x = Math.max(0, (int) cx - reach); x <= right; x++) {
        float dx = (x - cx) / radius;
        float dy = (y - cy) / radius;
        float edge = (float) Math.sqrt(dx * dx + dy * dy);
        edge += uneven * noise.at(x / (0.7f * radius), y / (0.7f * radius));
        float cover = ramp(-0.6f, 0.6f, (1 - edge) * radius);
        if (cover > 0) {
          density.cover(y * width + x, h, e, opacity * cover);
        }
      }
    }
  }
}
