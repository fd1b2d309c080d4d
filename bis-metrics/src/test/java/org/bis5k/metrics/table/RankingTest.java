package org.bis5k.metrics.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.metrics.table.Ranking.BEST;
import static org.bis5k.metrics.table.Ranking.NONE;
import static org.bis5k.metrics.table.Ranking.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void higherOrLowerIsBetter() {
    List<String> printed = List.of("0.900", "0.700", "0.800", "0.100");
    assertThat(Ranking.of(printed, true)).containsExactly(BEST, NONE, SECOND, NONE);
    assertThat(Ranking.of(printed, false)).containsExactly(NONE, SECOND, NONE, BEST);
  }

  @Test
  void equalPrintsShareTheirRank() {
    assertThat(Ranking.of(List.of("0.9", "0.9", "0.8", "0.8", "0.7"), true))
        .containsExactly(BEST, BEST, SECOND, SECOND, NONE);
    assertThat(Ranking.of(List.of("0.9", "0.9"), true)).containsExactly(BEST, BEST);
  }

  @Test
  void undefinedAndMissingValuesHaveNone() {
    assertThat(Ranking.of(List.of("nan", "0.8", "–", "0.9"), true))
        .containsExactly(NONE, SECOND, NONE, BEST);
    assertThat(Ranking.of(List.of("nan", "0.8", "–"), true)).containsExactly(NONE, NONE, NONE);
    assertThat(Ranking.of(List.of("nan", "–"), false)).containsExactly(NONE, NONE);
  }
}
