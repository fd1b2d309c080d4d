package org.bis5k.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.junit.jupiter.api.Test;

class MethodComparisonTest {

  @Test
  void ranksByHand() {
    // Differences 1 -2 3 -4 5 -6 7 8: rank sums 24 and 12 of 36.
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] b = {0, 4, 0, 8, 0, 12, 0, 0};
    PairedTest test = PairedTest.of(a, b);
    assertThat(test.pairs()).isEqualTo(8);
    assertThat(test.meanDifference()).isEqualTo(1.5);
    assertThat(test.rankBiserial()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(test.pValue()).isCloseTo(0.4609375, within(1e-12)); // 118 of 256 sign patterns
    assertThat(PairedTest.of(b, a).rankBiserial()).isCloseTo(-1 / 3.0, within(1e-15));
  }

  @Test
  void equalScoresAsPratt() {
    // By hand: rank sum 45, mean 26, variance 95 less 36/48 for the tied ranks; SciPy 1.17.1
    // wilcoxon(zero_method="pratt", correction=True) gives this p. Commons Statistics takes off
    // another 6/48 for the two equal scores.
    double[] a = {5, 5, 3, 8, 9, 1, 4, 7, 7, 2};
    double[] b = {5, 3, 4, 4, 5, 1, 2, 2, 5, 3};
    PairedTest test = PairedTest.of(a, b);
    assertThat(test.pValue()).isCloseTo(0.05670251819310662, within(2e-4));
    // Ranks 1 to 10 without the two of the zeros sum to 52; the negative ones take 3.5 twice.
    assertThat(test.rankBiserial()).isCloseTo((45 - 7) / 52.0, within(1e-15));
    assertThat(PairedTest.of(a, a)).isEqualTo(new PairedTest(10, 0, 0, 1));
  }

  @Test
  void holmStepsDown() {
    assertThat(MethodComparison.holm(0.01, 0.04, 0.03)).containsExactly(0.03, 0.06, 0.06);
    assertThat(MethodComparison.holm(0.5, 0.6)).containsExactly(1, 1);
    assertThat(MethodComparison.holm(0.2)).containsExactly(0.2);
  }

  private static DatasetScores method(String prediction, String... names) {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    for (String name : names) {
      builder.add(name, Pictures.grey(prediction), Pictures.mask("#.."));
    }
    return builder.build();
  }

  @Test
  void everyPairIsComparedAndCorrected() {
    List<MethodScores> methods =
        List.of(
            new MethodScores("good", "d", method("#..", "a", "b", "c")),
            new MethodScores("fair", "d", method("##.", "a", "b", "c")),
            new MethodScores("poor", "d", method("..#", "a", "b", "c")));
    List<MethodComparison> all = MethodComparison.allPairs(methods, Metric.MEAN_DIC);
    assertThat(all.stream().map(c -> c.first() + "-" + c.second()))
        .containsExactly("good-fair", "good-poor", "fair-poor");
    assertThat(all)
        .allSatisfy(
            c -> {
              assertThat(c.test().rankBiserial()).isOne();
              assertThat(c.test().meanDifference()).isPositive();
              assertThat(c.adjusted()).isGreaterThanOrEqualTo(c.test().pValue());
            });
    assertThat(MethodComparison.allPairs(methods, Metric.MAE).get(0).test().meanDifference())
        .isNegative();
  }

  @Test
  void methodsMustBeComparable() {
    DatasetScores ab = method("#..", "a", "b");
    assertThatThrownBy(() -> MethodComparison.allPairs(pair(ab, method("#..", "a")), Metric.MAE))
        .hasMessage("'x' and 'y' were scored on different images: only the first has 'b'");
    assertThatThrownBy(() -> MethodComparison.allPairs(pair(method("#..", "a"), ab), Metric.MAE))
        .hasMessage("'x' and 'y' were scored on different images: only the second has 'b'");
    DatasetScores strict =
        DatasetScores.builder(Profile.STRICT).add(Pictures.score(Profile.STRICT, "#", "#")).build();
    assertThatThrownBy(() -> MethodComparison.allPairs(pair(ab, strict), Metric.MAE))
        .hasMessage("'x' and 'y' were scored under different profiles");
    assertThatThrownBy(() -> MethodComparison.allPairs(pair(ab, ab).subList(0, 1), Metric.MAE))
        .hasMessage("At least two methods are needed; found [x]");
    assertThatThrownBy(() -> PairedTest.of(new double[1], new double[2]))
        .hasMessage("Paired values of at least one image are needed; found 1 and 2");
    assertThatThrownBy(() -> PairedTest.of(new double[] {Double.NaN}, new double[1]))
        .hasMessage("Only finite values can be compared; found NaN and 0.0");
  }

  private static List<MethodScores> pair(DatasetScores x, DatasetScores y) {
    return List.of(new MethodScores("x", "d", x), new MethodScores("y", "d", y));
  }
}
