package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmptyAndFullTruthTest {

  @Test
  void emptyTruthAsTheReference() {
    ImageMeasurement scores = Pictures.score(Profile.UACANET, "#./..", "../..");
    assertThat(scores.scores().truth()).isEqualTo(TruthKind.EMPTY);
    assertThat(scores.value(Metric.WFM)).isNaN();
    assertThat(scores.value(Metric.MEAN_DIC)).isZero();
    assertThat(scores.value(Metric.MEAN_SPE)).isZero();
    assertThat(scores.value(Metric.SM)).isEqualTo(0.75);
    assertThat(scores.curves().at(Curve.EM, 0)).isCloseTo(3 / 3.0, within(1e-15));
  }

  @Test
  void emptyTruthStrict() {
    ImageMeasurement blank = Pictures.score(Profile.STRICT, "../..", "../..");
    assertThat(blank.value(Metric.WFM)).isEqualTo(1);
    assertThat(blank.value(Metric.MAX_DIC)).isEqualTo(1);
    assertThat(blank.value(Metric.MEAN_DIC)).isEqualTo(255 / 256.0);
    assertThat(blank.curves().at(Curve.SPE, 0)).isEqualTo(1);
    assertThat(blank.curves().at(Curve.SPE, 255)).isZero();
    ImageMeasurement wrong = Pictures.score(Profile.STRICT, "#./..", "../..");
    assertThat(wrong.value(Metric.WFM)).isZero();
    assertThat(wrong.value(Metric.MAX_IOU)).isZero();
    assertThat(wrong.curves().at(Curve.SPE, 0)).isEqualTo(0.75);
  }

  @Test
  void fullTruthAsTheReference() {
    ImageMeasurement scores = Pictures.score(Profile.UACANET, "#./..", "##/##");
    assertThat(scores.scores().truth()).isEqualTo(TruthKind.FULL);
    for (int j = 0; j < 256; j++) {
      assertThat(scores.curves().at(Curve.SPE, j)).isNaN();
    }
    assertThat(scores.value(Metric.MEAN_SPE)).isNaN();
    assertThat(scores.value(Metric.MAX_SPE)).isNaN();
    assertThat(scores.value(Metric.WFM)).isBetween(0.0, 1.0);
    assertThat(scores.value(Metric.SM)).isEqualTo(0.25);
  }

  @Test
  void fullTruthStrict() {
    ImageMeasurement scores = Pictures.score(Profile.STRICT, "../..", "##/##");
    assertThat(scores.value(Metric.MEAN_SPE)).isEqualTo(1);
    assertThat(scores.curves().at(Curve.DIC, 0)).isZero();
    ImageMeasurement perfect = Pictures.score(Profile.UACANET, "##/##", "##/##");
    assertThat(perfect.value(Metric.WFM)).isCloseTo(1, within(1e-15));
  }
}
