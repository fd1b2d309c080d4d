package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void thirteenInTheReleasedOrder() {
    assertThat(Metric.all().stream().map(Metric::label))
        .containsExactly(
            "meanDic", "meanIoU", "wFm", "Sm", "meanEm", "mae", "maxEm", "maxDic", "maxIoU",
            "meanSen", "maxSen", "meanSpe", "maxSpe");
    assertThat(Metric.all()).allSatisfy(m -> assertThat(Metric.parse(m.label())).isEqualTo(m));
    assertThat(Metric.all().stream().filter(m -> !m.higherIsBetter())).containsExactly(Metric.MAE);
  }

  @Test
  void anUnknownMetricNamesTheKnownOnes() {
    assertThatThrownBy(() -> Metric.parse("dice"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Unknown metric 'dice'; known: meanDic, meanIoU, wFm, Sm, meanEm, mae, maxEm, maxDic,"
                + " maxIoU, meanSen, maxSen, meanSpe, maxSpe");
  }

  @Test
  void profilesByName() {
    assertThat(Profile.parse("strict")).isEqualTo(Profile.STRICT);
    assertThat(Profile.parse(" UACANet ")).isEqualTo(Profile.UACANET);
    assertThatThrownBy(() -> Profile.parse("paper"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Unknown profile 'paper'; known: uacanet, strict, pysod");
  }
}
