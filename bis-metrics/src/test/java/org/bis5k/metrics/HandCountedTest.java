package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Images small enough to count on the fingers. */
class HandCountedTest {

  /** TP 2, FP 1, FN 3, TN 3 at every threshold but the last, where all pixels are foreground. */
  private static final ImageMeasurement COUNTED =
      Pictures.score(Profile.UACANET, "##./#../...", "##./.##/.#.");

  private static double at(Curve curve, int index) {
    return COUNTED.curves().at(curve, index);
  }

  @Test
  void everyCountEntersItsRatio() {
    assertThat(at(Curve.PR, 0)).isEqualTo(2 / 3.0);
    assertThat(at(Curve.SEN, 0)).isEqualTo(2 / 5.0);
    assertThat(at(Curve.SPE, 0)).isEqualTo(3 / 4.0);
    assertThat(at(Curve.DIC, 0)).isEqualTo(4 / 8.0);
    assertThat(at(Curve.IOU, 0)).isEqualTo(2 / 6.0);
    assertThat(at(Curve.FM, 0)).isCloseTo(0.5, within(1e-15));
    assertThat(at(Curve.DIC, 254)).isEqualTo(0.5);
  }

  @Test
  void theLastThresholdTakesEveryPixelAndCounts() {
    assertThat(at(Curve.PR, 255)).isEqualTo(5 / 9.0);
    assertThat(at(Curve.SEN, 255)).isEqualTo(1);
    assertThat(at(Curve.SPE, 255)).isEqualTo(0);
    assertThat(at(Curve.DIC, 255)).isEqualTo(10 / 14.0);
    assertThat(at(Curve.IOU, 255)).isEqualTo(5 / 9.0);
    assertThat(COUNTED.value(Metric.MEAN_DIC))
        .isCloseTo((255 * 0.5 + 10 / 14.0) / 256, within(1e-15));
    assertThat(COUNTED.value(Metric.MAX_DIC)).isEqualTo(10 / 14.0);
    assertThat(COUNTED.value(Metric.MAX_SPE)).isEqualTo(0.75);
  }

  @Test
  void meanAbsoluteErrorCountsTheWrongPixels() {
    assertThat(COUNTED.value(Metric.MAE)).isEqualTo(4 / 9.0);
    assertThat(Pictures.score(Profile.UACANET, "q", "#").value(Metric.MAE)).isEqualTo(191 / 255.0);
  }

  @Test
  void alignmentByItsDefinition() {
    // Prediction mean 3/9, truth mean 5/9: a in {2/3, -1/3}, c in {4/9, -5/9}.
    double sum =
        2 * term(2 / 3.0, 4 / 9.0)
            + term(2 / 3.0, -5 / 9.0)
            + 3 * term(-1 / 3.0, 4 / 9.0)
            + 3 * term(-1 / 3.0, -5 / 9.0);
    assertThat(at(Curve.EM, 0)).isCloseTo(sum / 8, within(1e-14));
  }

  private static double term(double a, double c) {
    return Math.pow(2 * a * c / (a * a + c * c) + 1, 2) / 4;
  }

  @Test
  void aPerfectImageIsNotClampedInAlignment() {
    ImageMeasurement perfect = Pictures.score(Profile.UACANET, "##./.##/.#.", "##./.##/.#.");
    assertThat(perfect.curves().at(Curve.EM, 0)).isCloseTo(9 / 8.0, within(1e-14));
    assertThat(perfect.value(Metric.SM)).isCloseTo(1, within(1e-14));
    assertThat(perfect.value(Metric.WFM)).isCloseTo(1, within(1e-14));
    assertThat(perfect.value(Metric.MAE)).isZero();
    assertThat(perfect.value(Metric.MAX_DIC)).isEqualTo(1);
  }

  @Test
  void noHitMakesEveryRatioZeroEvenSpecificity() {
    ImageMeasurement missed = Pictures.score(Profile.UACANET, "..#/...", "#../...");
    assertThat(missed.curves().at(Curve.SPE, 0)).isZero();
    assertThat(missed.curves().at(Curve.DIC, 0)).isZero();
    ImageMeasurement strict = Pictures.score(Profile.STRICT, "..#/...", "#../...");
    assertThat(strict.curves().at(Curve.SPE, 0)).isEqualTo(4 / 5.0);
    assertThat(strict.curves().at(Curve.DIC, 0)).isZero();
  }

  @Test
  void aSinglePixelAgreesOrNot() {
    ImageMeasurement hit = Pictures.score(Profile.UACANET, "#", "#");
    assertThat(hit.curves().at(Curve.EM, 0)).isEqualTo(1);
    assertThat(hit.value(Metric.MEAN_EM)).isEqualTo(1);
    ImageMeasurement miss = Pictures.score(Profile.UACANET, "#", ".");
    assertThat(miss.curves().at(Curve.EM, 0)).isZero();
    ImageMeasurement blank = Pictures.score(Profile.UACANET, ".", ".");
    assertThat(blank.curves().at(Curve.EM, 0)).isEqualTo(1);
    assertThat(blank.curves().at(Curve.EM, 255)).isZero();
  }

  @Test
  void theTruthBeginsAboveOneHalf() {
    assertThat(Pictures.score(Profile.UACANET, "#", "g").scores().truth())
        .isEqualTo(TruthKind.FULL);
    assertThat(Pictures.score(Profile.UACANET, "#", "d").scores().truth())
        .isEqualTo(TruthKind.EMPTY);
    assertThat(Pictures.score(Profile.UACANET, "##", "gd").scores().truth())
        .isEqualTo(TruthKind.MIXED);
  }

  @Test
  void sizesMustAgree() {
    assertThatThrownBy(() -> Pictures.score(Profile.UACANET, "##/##", "###"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: the prediction has size 2x2, its ground truth 1x3");
  }
}
