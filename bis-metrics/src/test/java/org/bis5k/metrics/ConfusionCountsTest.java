package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionCountsTest {

  /** 2 found, 1 false, 3 missed, 3 left alone. */
  private final ConfusionCounts counts =
      ConfusionCounts.of(Pictures.mask("##./#../..."), Pictures.mask("##./.##/.#."));

  @Test
  void eachCount() {
    assertThat(counts).isEqualTo(new ConfusionCounts(2, 1, 3, 3));
    assertThat(counts.total()).isEqualTo(9);
    assertThat(counts.plus(counts)).isEqualTo(new ConfusionCounts(4, 2, 6, 6));
  }

  @Test
  void eachRatio() {
    assertThat(counts.dice()).isEqualTo(4 / 8.0);
    assertThat(counts.iou()).isEqualTo(2 / 6.0);
    assertThat(counts.sensitivity()).isEqualTo(2 / 5.0);
    assertThat(counts.specificity()).isEqualTo(3 / 4.0);
    assertThat(counts.precision()).isEqualTo(2 / 3.0);
    assertThat(counts.accuracy()).isEqualTo(5 / 9.0);
    assertThat(counts.f(1)).isCloseTo(counts.dice(), within(1e-15));
    assertThat(counts.f(2)).isCloseTo(5 * 2 / (5 * 2 + 4 * 3 + 1.0), within(1e-15));
    // (2*3 - 1*3) / sqrt(3 * 5 * 4 * 6)
    assertThat(counts.matthews()).isCloseTo(3 / Math.sqrt(360), within(1e-15));
    // Agreement 5/9; by chance (3*5 + 6*4) / 81.
    assertThat(counts.kappa()).isCloseTo((5 / 9.0 - 39 / 81.0) / (1 - 39 / 81.0), within(1e-15));
  }

  @Test
  void undefinedStaysUndefined() {
    ConfusionCounts blank = new ConfusionCounts(0, 0, 0, 4);
    assertThat(blank.dice()).isNaN();
    assertThat(blank.sensitivity()).isNaN();
    assertThat(blank.precision()).isNaN();
    assertThat(blank.matthews()).isNaN();
    assertThat(blank.kappa()).isNaN();
    assertThat(blank.accuracy()).isOne();
    assertThat(new ConfusionCounts(4, 0, 0, 0).specificity()).isNaN();
  }

  @Test
  void manyPixelsDoNotOverflow() {
    long many = 1L << 40;
    assertThat(new ConfusionCounts(many, 0, 0, many).matthews()).isCloseTo(1, within(1e-15));
    assertThat(new ConfusionCounts(many, many, many, many).matthews()).isZero();
    assertThat(new ConfusionCounts(many, 0, 0, many).kappa()).isCloseTo(1, within(1e-15));
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> new ConfusionCounts(1, -1, 0, 0))
        .hasMessage("Counts are not negative; found 1, -1, 0, 0");
    assertThatThrownBy(() -> counts.f(0)).hasMessage("Beta must be positive; found 0.0");
    assertThatThrownBy(() -> ConfusionCounts.of(Pictures.mask("#"), Pictures.mask("##")))
        .hasMessage("The prediction has size 1x1, its ground truth 1x2");
  }
}
