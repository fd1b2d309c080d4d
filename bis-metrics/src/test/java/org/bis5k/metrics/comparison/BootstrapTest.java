package org.bis5k.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.comparison.Bootstrap.Interval;
import org.bis5k.metrics.table.ScoreTableTest;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  /** Forty values, a few of them far out. */
  private static final double[] SKEWED =
      IntStream.range(0, 40)
          .mapToDouble(i -> (i * i % 37) / 37.0 + (i % 11 == 0 ? 3 : 0))
          .toArray();

  private static final Bootstrap MANY = new Bootstrap(200_000, 0.95, 1);

  @Test
  void agreesWithSciPyUpToTheDraws() {
    // SciPy 1.17.1, stats.bootstrap with 200,000 resamples; standard error of the mean 0.137.
    Interval percentile = MANY.percentile(SKEWED);
    assertThat(percentile.low()).isCloseTo(0.50743, within(0.004));
    assertThat(percentile.high()).isCloseTo(1.04324, within(0.004));
    Interval bca = MANY.bca(SKEWED);
    assertThat(bca.low()).isCloseTo(0.53986, within(0.004));
    assertThat(bca.high()).isCloseTo(1.10541, within(0.004));
  }

  @Test
  void twoCoinsByHand() {
    // Draws of two from {0, 1} have the means 0, 1/2, 1 with odds 1:2:1.
    Interval half = new Bootstrap(10_000, 0.4, 3).percentile(0, 1);
    assertThat(half).isEqualTo(new Interval(0.5, 0.5, 0.4));
    Interval wide = new Bootstrap(10_000, 0.8, 3).percentile(0, 1);
    assertThat(wide).isEqualTo(new Interval(0, 1, 0.8));
    assertThat(new Bootstrap(10_000, 0.4, 3).bca(0, 1)).isEqualTo(new Interval(0.5, 0.5, 0.4));
  }

  @Test
  void optionsChangeOneByOne() {
    assertThat(MANY.withResamples(500).withConfidence(0.9).withSeed(7))
        .isEqualTo(new Bootstrap(500, 0.9, 7));
    assertThatThrownBy(() -> MANY.withConfidence(1))
        .hasMessage("A confidence lies in 0 to 1; found 1.0");
  }

  @Test
  void theDifferenceOfTwoMethods() {
    DatasetScores scores = ScoreTableTest.small(Profile.UACANET);
    assertThat(MANY.withResamples(100).bcaOfDifference(scores, scores, Metric.MAE))
        .isEqualTo(new Interval(0, 0, 0.95));
    DatasetScores strict = ScoreTableTest.small(Profile.STRICT);
    assertThatThrownBy(() -> MANY.bcaOfDifference(scores, strict, Metric.MAE))
        .hasMessage("the methods were scored under different profiles");
  }

  @Test
  void theSeedDecides() {
    Bootstrap one = new Bootstrap(1000, 0.9, 5);
    assertThat(one.percentile(SKEWED)).isEqualTo(new Bootstrap(1000, 0.9, 5).percentile(SKEWED));
    assertThat(one.percentile(SKEWED)).isNotEqualTo(new Bootstrap(1000, 0.9, 6).percentile(SKEWED));
  }

  @Test
  void equalValuesLeaveNoDoubt() {
    assertThat(MANY.bca(0.25, 0.25, 0.25)).isEqualTo(new Interval(0.25, 0.25, 0.95));
    assertThat(new Bootstrap(100, 0.5, 0).percentile(7)).isEqualTo(new Interval(7, 7, 0.5));
  }

  @Test
  void aDataSetsMetricOverTheImagesThatDefineIt() {
    DatasetScores scores = ScoreTableTest.small(Profile.UACANET);
    Bootstrap bootstrap = new Bootstrap(2000, 0.95, 1);
    Interval wfm = bootstrap.bca(scores, Metric.WFM);
    assertThat(wfm.low()).isLessThan(scores.value(Metric.WFM));
    assertThat(wfm.high()).isGreaterThanOrEqualTo(scores.value(Metric.WFM));
    assertThatThrownBy(() -> bootstrap.bca(scores, Metric.MAX_DIC))
        .hasMessage("maxDic is no mean over images: it is the maximum of the averaged curve");
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> new Bootstrap(99, 0.95, 0))
        .hasMessage("At least 100 resamples are needed; found 99");
    assertThatThrownBy(() -> new Bootstrap(100, 1, 0))
        .hasMessage("A confidence lies in 0 to 1; found 1.0");
    assertThatThrownBy(() -> MANY.percentile()).hasMessage("There is no value to resample");
    assertThatThrownBy(() -> MANY.bca(1, Double.NaN))
        .hasMessage("Only finite values can be resampled; found NaN. Leave such images out.");
    assertThatThrownBy(() -> new Interval(1, 0, 0.5))
        .hasMessage("An interval needs low <= high; found 1.0, 0.0");
  }
}
