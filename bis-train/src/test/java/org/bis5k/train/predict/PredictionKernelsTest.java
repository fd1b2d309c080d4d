package org.bis5k.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.bis5k.data.Size;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionKernelsTest {

  @Test
  void resizeKeepsTheCornersAndHalvesBetweenThem() {
    float[] resized =
        PredictionKernels.resize(new float[] {9, 0, 2, 4, 6}, 1, Size.square(2), Size.square(3));
    assertThat(resized).containsExactly(0, 1, 2, 2, 3, 4, 4, 5, 6);
  }

  @Test
  void resizeToOnePixelTakesTheFirst() {
    assertThat(
            PredictionKernels.resize(new float[] {7, 1, 2, 3}, 0, Size.square(2), Size.square(1)))
        .containsExactly(7);
    assertThat(PredictionKernels.resize(new float[] {7}, 0, Size.square(1), new Size(1, 3)))
        .containsExactly(7, 7, 7);
  }

  /** Golden values of PyTorch 1.13's interpolate with aligned corners. */
  @ParameterizedTest
  @CsvSource({"10, 12", "3, 4", "9, 7", "5, 6"})
  void resizeEqualsTheReference(int height, int width) throws IOException {
    float[] source = FormulaStream.named("resize/in0").floats(2 * 3 * 5 * 6);
    double[] truth =
        Npy.resource(getClass(), "/golden/bilinear_" + height + "x" + width + "_corners.out.npy")
            .values();
    Size to = new Size(height, width);
    assertThat(truth).hasSize(6 * height * width);
    for (int map = 0; map < 6; map++) {
      float[] resized = PredictionKernels.resize(source, map * 30, new Size(5, 6), to);
      for (int i = 0; i < resized.length; i++) {
        assertThat((double) resized[i])
            .as("map %d, element %d", map, i)
            .isCloseTo(truth[map * resized.length + i], within(1e-6));
      }
    }
  }

  @Test
  void sigmoidIsStableAtBothEnds() {
    float[] values = {0, -1000, 1000, 1};
    PredictionKernels.sigmoid(values);
    assertThat(values).containsExactly(0.5f, 0, 1, 0.7310586f);
  }

  @Test
  void stretchReachesBothEndsAndMakesAConstantMapZero() {
    float[] values = {0.25f, 0.5f, 0.75f};
    PredictionKernels.stretch(values);
    assertThat(values).containsExactly(new float[] {0, 0.5f, 1}, within(1e-6f));
    float[] constant = {0.7f, 0.7f};
    PredictionKernels.stretch(constant);
    assertThat(constant).containsExactly(0, 0);
  }

  @Test
  void thresholdAndLevelsByHand() {
    float[] values = {0, 0.5f, 0.50001f, 1, 0.00393f, 0.9999f};
    assertThat(PredictionKernels.threshold(values))
        .containsExactly(0, 0, (byte) 255, (byte) 255, 0, (byte) 255);
    assertThat(PredictionKernels.levels(values))
        .containsExactly(0, 127, 127, (byte) 255, 1, (byte) 254);
  }
}
