package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetScoresTest {

  private static DatasetScores of(Profile profile, List<String> names) {
    DatasetScoresBuilder builder = DatasetScores.builder(profile);
    names.forEach(name -> builder.add(name, Golden.prediction(name), Golden.truth(name)));
    return builder.build();
  }

  private static void check(DatasetScores scores, JsonNode expected) {
    assertThat(scores.images()).hasSize(expected.get("images").asInt());
    int checked = 0;
    for (Metric metric : Metric.all()) {
      double wanted = Golden.number(expected.get(metric.label()));
      if (!Double.isNaN(wanted)) {
        assertThat(scores.value(metric)).as(metric.label()).isCloseTo(wanted, within(1e-12));
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(10);
  }

  @Test
  void theFirst24EqualTheReference() {
    check(
        of(Profile.UACANET, Golden.names().subList(0, 24)),
        Golden.expected().get("summary_first24"));
  }

  @Test
  void all37EqualTheReferenceAndLeaveOutWhatIsUndefined() {
    DatasetScores scores = of(Profile.UACANET, Golden.names());
    check(scores, Golden.expected().get("summary_all"));
    // The reference's own means are NaN here; these are over the images it can score.
    assertThat(scores.value(Metric.MEAN_SPE)).isCloseTo(0.6546424937417212, within(1e-12));
    assertThat(scores.value(Metric.MAX_SPE)).isCloseTo(0.7070883987897361, within(1e-12));
    assertThat(scores.value(Metric.WFM)).isCloseTo(0.6491504262921654, within(1e-12));
    assertThat(scores.counted(Metric.MEAN_SPE)).isEqualTo(35);
    assertThat(scores.counted(Metric.WFM)).isEqualTo(34);
    assertThat(scores.counted(Metric.MEAN_DIC)).isEqualTo(37);
    assertThat(scores.names(TruthKind.EMPTY))
        .containsExactly(
            "edge_empty_gt_empty_pred", "edge_empty_gt_ramp", "edge_empty_gt_some_pred");
    assertThat(scores.names(TruthKind.FULL))
        .containsExactly("edge_full_gt_full_pred", "edge_full_gt_ramp");
  }

  @Test
  void strictDefinesEverything() {
    DatasetScores scores = of(Profile.STRICT, Golden.names());
    for (Metric metric : Metric.all()) {
      assertThat(scores.counted(metric)).as(metric.label()).isEqualTo(37);
      assertThat(scores.value(metric)).as(metric.label()).isFinite();
    }
  }

  @Test
  void curvesAreAveragedBeforeTheirMaximum() {
    // One image is best at the strictest threshold, the other only at the last.
    DatasetScores scores =
        DatasetScores.builder(Profile.UACANET)
            .add("a", Pictures.grey("#..."), Pictures.mask("#..."))
            .add("b", Pictures.grey("...."), Pictures.mask("####"))
            .build();
    assertThat(scores.images()).allSatisfy(row -> assertThat(row.scores().max(Curve.DIC)).isOne());
    assertThat(scores.value(Metric.MAX_DIC)).isEqualTo((2 * 1 / 5.0 + 1) / 2);
    assertThat(scores.curves().at(Curve.DIC, 0)).isEqualTo(0.5);
  }

  @Test
  void aSetOfOneHasTheImagesValues() {
    String name = "case_004";
    DatasetScores set = of(Profile.UACANET, List.of(name));
    ImageMeasurement image =
        ImageMeasurement.of(name, Golden.prediction(name), Golden.truth(name), Profile.UACANET);
    for (Metric metric : Metric.all()) {
      assertThat(set.value(metric)).isEqualTo(image.value(metric));
    }
  }

  @Test
  void aMetricDefinedForNoImageIsUndefined() {
    DatasetScores scores =
        DatasetScores.builder(Profile.UACANET)
            .add("full", Pictures.grey("#."), Pictures.mask("##"))
            .build();
    assertThat(scores.value(Metric.MEAN_SPE)).isNaN();
    assertThat(scores.counted(Metric.MEAN_SPE)).isZero();
  }

  @Test
  void resultsPrintTheirValues() {
    ImageMeasurement image = Pictures.score(Profile.UACANET, "#.", "#.");
    DatasetScores set = DatasetScores.builder(Profile.UACANET).add(image).build();
    String values = set.scores().toString();
    assertThat(values)
        .startsWith("Scores[meanDic=" + set.value(Metric.MEAN_DIC) + ", meanIoU=")
        .endsWith("maxSpe=1.0]");
    assertThat(set.toString())
        .isEqualTo("DatasetScores[profile=uacanet, images=1, " + values + "]");
    assertThat(image.toString()).startsWith("ImageMeasurement[profile=uacanet, ImageScores[name=");
    assertThat(image.curves().toString())
        .startsWith("ThresholdCurves[meanPr=" + image.curves().mean(Curve.PR) + ", meanSen=");
  }

  @Test
  void mistakesAreNamed() {
    DatasetScoresBuilder builder =
        DatasetScores.builder(Profile.UACANET).add("a", Pictures.grey("#."), Pictures.mask("#."));
    assertThatThrownBy(() -> builder.add("a", Pictures.grey("#."), Pictures.mask("#.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The image 'a' has been added before");
    assertThatThrownBy(() -> builder.add(Pictures.score(Profile.STRICT, "#.", "#.")))
        .hasMessage("Scores of the profile strict cannot be averaged with those of uacanet");
    assertThatThrownBy(() -> builder.merge(DatasetScores.builder(Profile.STRICT)))
        .hasMessageContaining("strict");
    assertThatThrownBy(() -> DatasetScores.builder(Profile.STRICT).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("There is no image to average over");
    assertThat(builder.size()).isEqualTo(1);
  }
}
