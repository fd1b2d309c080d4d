package org.bis5k.metrics.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.Decimals;
import org.junit.jupiter.api.Test;

public class ScoreTableTest {

  public static DatasetScores small(Profile profile) {
    return DatasetScores.builder(profile)
        .add("b_full", Pictures.grey("#."), Pictures.mask("##"))
        .add("a_empty", Pictures.grey("#."), Pictures.mask(".."))
        .add("c", Pictures.grey("#."), Pictures.mask("#."))
        .build();
  }

  @Test
  void alignedWithTheProfileAndTheSpecialImagesBelow() {
    List<Metric> columns = List.of(Metric.MEAN_DIC, Metric.WFM, Metric.MAE, Metric.MEAN_SPE);
    ScoreTable table = ScoreTable.empty(columns).with("tissue", small(Profile.UACANET));
    assertThat(table)
        .hasToString(
            """
                    images  meanDic    wFm    mae  meanSpe
            tissue       3    0.556  0.916  0.333    0.498
            profile uacanet
            tissue:
              ground truth empty in 1 of 3: a_empty
              ground truth full in 1 of 3: b_full
              undefined values are left out of their mean
              wFm over 2 of 3 images
              meanSpe over 2 of 3 images
            """);
  }

  @Test
  void linesOfOrdinaryImagesNeedNoFootnote() {
    DatasetScores plain =
        DatasetScores.builder(Profile.STRICT)
            .add("c", Pictures.grey("#."), Pictures.mask("#."))
            .build();
    ScoreTable table = ScoreTable.empty(List.of(Metric.MAE)).with("A", plain).with("long", plain);
    assertThat(table)
        .hasToString(
            "      images    mae\nA          1  0.000\nlong       1  0.000\nprofile strict\n");
    assertThat(ScoreTable.of("all", plain).toString().lines().findFirst().orElseThrow())
        .contains("meanDic  meanIoU")
        .endsWith("meanSpe  maxSpe");
  }

  @Test
  void profilesDoNotMix() {
    ScoreTable table = ScoreTable.of("a", small(Profile.UACANET));
    assertThatThrownBy(() -> table.with("b", small(Profile.STRICT)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Scores of the profiles uacanet and strict cannot stand in one table");
    assertThatThrownBy(() -> ScoreTable.empty(List.of()))
        .hasMessage("A table needs at least one metric");
  }

  @Test
  void numbersRoundTheirExactValueHalfToEven() {
    assertThat(Decimals.of(0.0625, 3)).isEqualTo("0.062");
    assertThat(Decimals.of(0.1875, 3)).isEqualTo("0.188");
    assertThat(Decimals.of(0.0005, 3)).isEqualTo("0.001"); // just above one half
    assertThat(Decimals.of(0.0015, 3)).isEqualTo("0.002");
    assertThat(Decimals.of(1.0005, 3)).isEqualTo("1.000"); // just below
    assertThat(Decimals.of(1, 4)).isEqualTo("1.0000");
    assertThat(Decimals.of(Double.NaN, 4)).isEqualTo("nan");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Decimals.of(0.5, 1)).isEqualTo("0.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
