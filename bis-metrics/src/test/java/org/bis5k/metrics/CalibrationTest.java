package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static Calibration of(String probability, String truth) {
    return Calibration.of(Pictures.grey(probability), Pictures.mask(truth));
  }

  @Test
  void certaintyIsRightOrWrong() {
    assertThat(of("#.", "#.").expectedError(10)).isZero();
    assertThat(of("#.", ".#").expectedError(10)).isOne();
    // In a single bin two mistakes of opposite sign cancel.
    assertThat(of("#.", ".#").expectedError(1)).isZero();
  }

  @Test
  void gapsPerBinWeighByTheirPixels() {
    // Levels 64, 64, 64, 64 with one hit: gap 64/255 - 1/4; level 255 missed: gap 1.
    double gap = 64 / 255.0 - 0.25;
    assertThat(of("qqqq#", "#....").expectedError(10)).isCloseTo((4 * gap + 1) / 5, within(1e-15));
  }

  @Test
  void imagesAddUp() {
    assertThat(of("qq", "#.").plus(of("qq#", "...")).expectedError(10))
        .isCloseTo(of("qqqq#", "#....").expectedError(10), within(1e-15));
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> of("#", "#").expectedError(0))
        .hasMessage("Between 1 and 256 bins are possible; found 0");
    assertThatThrownBy(() -> of("#", "##"))
        .hasMessage("The prediction has size 1x1, its ground truth 1x2");
  }
}
