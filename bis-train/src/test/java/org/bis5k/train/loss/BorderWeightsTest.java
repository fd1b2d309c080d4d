package org.bis5k.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bis5k.data.Size;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.Test;

class BorderWeightsTest {

  @Test
  void equalsTheDirectBoxMeanInEveryImage() {
    Size size = new Size(37, 50);
    int pixels = (int) size.pixels();
    float[] masks = FormulaStream.named("weights").floats(2 * pixels);
    float[] weights = BorderWeights.of(masks, 2, size);
    for (int i = 0; i < weights.length; i++) {
      double truth = direct(masks, i / pixels * pixels, size, i % pixels / 50, i % 50);
      assertThat((double) weights[i]).as("element %d", i).isCloseTo(truth, within(1e-6));
    }
  }

  private static double direct(float[] masks, int start, Size size, int y, int x) {
    double sum = 0;
    for (int row = Math.max(0, y - 15); row <= Math.min(size.height() - 1, y + 15); row++) {
      for (int column = Math.max(0, x - 15);
          column <= Math.min(size.width() - 1, x + 15);
          column++) {
        sum += masks[start + row * size.width() + column];
      }
    }
    return 1 + 5 * Math.abs(sum / 961 - masks[start + y * size.width() + x]);
  }

  @Test
  void paddingCountsAsBackgroundEvenInAFullMask() {
    float[] masks = {1};
    assertThat(BorderWeights.of(masks, 1, Size.square(1))[0])
        .isCloseTo((float) (1 + 5 * (1 - 1 / 961.0)), within(1e-6f));
  }
}
