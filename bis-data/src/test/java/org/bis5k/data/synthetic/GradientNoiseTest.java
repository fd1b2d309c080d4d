package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientNoiseTest {

  private final GradientNoise noise = new GradientNoise(new SplittableRandom(9));

  @Test
  void isZeroOnTheLattice() {
    for (int y = -3; y < 4; y++) {
      for (int x = -3; x < 4; x++) {
        assertThat(noise.at(x, y)).isZero();
      }
    }
  }

  @Test
  void isContinuousAcrossCellsOfEitherSign() {
    for (int k = -4; k <= 4; k++) {
      assertThat(noise.at(k - 1e-3f, 0.4f)).isCloseTo(noise.at(k + 1e-3f, 0.4f), within(0.01f));
      assertThat(noise.at(0.4f, k - 1e-3f)).isCloseTo(noise.at(0.4f, k + 1e-3f), within(0.01f));
    }
  }

  @Test
  void fillsItsRangeAroundZero() {
    double sum = 0;
    float least = 0;
    float most = 0;
    int points = 40_000;
    for (int i = 0; i < points; i++) {
      float value = noise.at(i % 200 * 0.37f, i / 200 * 0.41f);
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat(sum / points).isCloseTo(0, within(0.03));
    assertThat(least).isBetween(-1.05f, -0.7f);
    assertThat(most).isBetween(0.7f, 1.05f);
  }
}
