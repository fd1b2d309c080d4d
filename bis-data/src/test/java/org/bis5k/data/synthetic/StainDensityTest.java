package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class StainDensityTest {

  @Test
  void coverMixesByOpacity() {
    StainDensity density = new StainDensity(new Size(1, 2));
    density.cover(1, 0.8f, 0.4f, 1);
    density.cover(1, 0.2f, 0, 0.5f);

    assertThat(density.hematoxylin(0)).isZero();
    assertThat(density.hematoxylin(1)).isCloseTo(0.5f, within(1e-6f));
    assertThat(density.eosin(1)).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void blurSpreadsAPointByTheProductOfTheKernels() {
    StainDensity density = new StainDensity(new Size(3, 4));
    density.cover(5, 1, 0, 1);
    density.blur(0.1f);

    float[] expected = {0.01f, 0.08f, 0.01f, 0, 0.08f, 0.64f, 0.08f, 0, 0.01f, 0.08f, 0.01f, 0};
    for (int i = 0; i < expected.length; i++) {
      assertThat(density.hematoxylin(i)).as("pixel %d", i).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void blurKeepsAConstantUpToTheBorder() {
    StainDensity density = new StainDensity(new Size(3, 2));
    for (int i = 0; i < 6; i++) {
      density.cover(i, 0.5f, 0.25f, 1);
    }
    density.blur(0.17f);

    for (int i = 0; i < 6; i++) {
      assertThat(density.hematoxylin(i)).isCloseTo(0.5f, within(1e-6f));
      assertThat(density.eosin(i)).isCloseTo(0.25f, within(1e-6f));
    }
  }

  @Test
  void glassIsWhiteEosinPinkAndHematoxylinBlue() {
    Size size = Size.square(32);
    double[] glass = meanColour(new StainDensity(size), 0, 0);
    double[] eosin = meanColour(new StainDensity(size), 0, 0.4f);
    double[] hematoxylin = meanColour(new StainDensity(size), 0.8f, 0);

    for (double channel : glass) {
      assertThat(channel).isGreaterThan(228);
    }
    assertThat(eosin[0]).isGreaterThan(eosin[2]);
    assertThat(eosin[2]).isGreaterThan(eosin[1] + 20);
    assertThat(hematoxylin[2]).isGreaterThan(hematoxylin[0] + 20);
    assertThat(hematoxylin[0]).isGreaterThan(hematoxylin[1]);
  }

  private static double[] meanColour(StainDensity density, float h, float e) {
    int pixels = (int) density.size().pixels();
    for (int i = 0; i < pixels; i++) {
      density.cover(i, h, e, 1);
    }
    byte[] samples = new StainMixer(new SplittableRandom(1)).expose(density).samples();
    double[] mean = new double[3];
    for (int i = 0; i < samples.length; i++) {
      mean[i % 3] += (samples[i] & 255) / (double) pixels;
    }
    return mean;
  }
}
