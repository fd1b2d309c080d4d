package org.bis5k.data.synthetic;

import java.util.SplittableRandom;
import org.bis5k.data.RgbImage;

/**
 * The stains and scanner of a tile: turns stain densities into RGB by the law of Beer and Lambert,
 * {@code I = I0 10^-(h H + e E)} per channel.
 *
 * <p>H and E are unit optical-density vectors, drawn per tile between two published pairs: those of
 * A. C. Ruifrok and D. A. Johnston, "Quantification of histochemical staining by color
 * deconvolution", Anal Quant Cytol Histol 23(4), 2001, 291-299 (PMID 11531144), and the reference
 * pair in use with M. Macenko et al., "A method for normalizing histology slides for quantitative
 * analysis", ISBI 2009, doi 10.1109/ISBI.2009.5193250. The strengths of both stains, the light and
 * the noise of the sensor vary too.
 */
final class StainMixer {

  private static final float[] RUIFROK_HEMATOXYLIN = {0.650f, 0.704f, 0.286f};
  private static final float[] RUIFROK_EOSIN = {0.072f, 0.990f, 0.105f};
  private static final float[] MACENKO_HEMATOXYLIN = {0.5626f, 0.7201f, 0.4062f};
  private static final float[] MACENKO_EOSIN = {0.2159f, 0.8012f, 0.5581f};

  /** 10^-d in steps of 1/1024: finer than 8 bits can show, and the same on every machine. */
  private static final float[] TRANSMISSION = new float[4096];

  static {
    for (int i = 0; i < TRANSMISSION.length; i++) {
      TRANSMISSION[i] = (float) StrictMath.pow(10, -i / 1024.0);
    }
  }

  private final SplittableRandom random;
  private final float[] hematoxylin;
  private final float[] eosin;
  private final float[] light = new float[3];
  private final float noise;

  StainMixer(SplittableRandom random) {
    this.random = random;
    float weightH = TissuePlan.between(random, 0, 0.7f);
    float weightE = TissuePlan.between(random, 0.25f, 0.85f);
    float strengthH = TissuePlan.between(random, 0.78f, 1.22f);
    float strengthE = TissuePlan.between(random, 0.70f, 1.30f);
    hematoxylin = between(RUIFROK_HEMATOXYLIN, MACENKO_HEMATOXYLIN, weightH, strengthH);
    eosin = between(RUIFROK_EOSIN, MACENKO_EOSIN, weightE, strengthE);
    float lamp = TissuePlan.between(random, 236, 250);
    for (int c = 0; c < 3; c++) {
      light[c] = lamp + TissuePlan.between(random, -4, 4);
    }
    noise = TissuePlan.between(random, 1.5f, 4);
  }

  private static float[] between(float[] a, float[] b, float weight, float strength) {
    float[] mixed = new float[3];
    for (int c = 0; c < 3; c++) {
      mixed[c] = strength * (a[c] + weight * (b[c] - a[c]));
    }
    return mixed;
  }

  RgbImage expose(StainDensity density) {
    int pixels = (int) density.size().pixels();
    byte[] samples = new byte[3 * pixels];
    for (int i = 0; i < pixels; i++) {
      float h = density.hematoxylin(i);
      float e = density.eosin(i);
      long bits = random.nextLong();
      for (int c = 0; c < 3; c++) {
        float opticalDensity = h * hematoxylin[c] + e * eosin[c];
        int step = Math.min(TRANSMISSION.length - 1, (int) (1024 * opticalDensity + 0.5f));
        float grain = grain(bits >>> (21 * c));
        int value = Math.round(light[c] * TRANSMISSION[step] + noise * grain);
        samples[3 * i + c] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return RgbImage.of(density.size(), samples);
  }

  /** Nearly normal, mean 0, deviation 1: the sum of three 7-bit uniform numbers. */
  private static float grain(long bits) {
    int sum = (int) (bits & 127) + (int) (bits >>> 7 & 127) + (int) (bits >>> 14 & 127);
    return (sum - 190.5f) / 64;
  }
}
