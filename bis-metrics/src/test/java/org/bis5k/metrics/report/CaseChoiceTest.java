package org.bis5k.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bis5k.data.Size;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Scores;
import org.bis5k.metrics.TruthKind;
import org.junit.jupiter.api.Test;

class CaseChoiceTest {

  /** Images a, b, c … with these structure measures and errors. */
  private static List<ImageScores> images(double... values) {
    List<ImageScores> rows = new ArrayList<>();
    for (double value : values) {
      String name = String.valueOf((char) ('a' + rows.size()));
      Scores scores = Scores.of(value, value, value, curve -> 0, curve -> 0);
      rows.add(new ImageScores(name, Size.square(1), TruthKind.MIXED, scores));
    }
    return rows;
  }

  private static String chosen(Metric metric, int each, double... values) {
    return CaseChoice.of(images(values), metric, each).entrySet().stream()
        .map(Map.Entry::getValue)
        .map(rows -> rows.stream().map(ImageScores::name).collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void worstMiddleAndBest() {
    double[] values = {.5, .1, .9, .3, .7, .2, .8};
    assertThat(chosen(Metric.SM, 1, values)).isEqualTo("b a c");
    assertThat(chosen(Metric.SM, 2, values)).isEqualTo("bf da cg");
    assertThat(chosen(Metric.MAE, 2, values)).isEqualTo("cg ea bf");
  }

  @Test
  void noImageTwiceAndNoneWithoutAValue() {
    assertThat(chosen(Metric.SM, 3, .5)).isEqualTo("a  ");
    assertThat(chosen(Metric.SM, 3, .5, .6)).isEqualTo("a  b");
    assertThat(chosen(Metric.SM, 3, .5, .6, .4)).isEqualTo("c a b");
    assertThat(chosen(Metric.SM, 3, .1, .2, .3, .4)).isEqualTo("ab c d");
    assertThat(chosen(Metric.SM, 1, Double.NaN, .2, Double.NaN)).isEqualTo("b  ");
    assertThat(chosen(Metric.SM, 0, .1, .2, .3)).isEqualTo("  ");
    assertThat(chosen(Metric.SM, 1, .2, .2, .2)).isEqualTo("a b c");
  }
}
