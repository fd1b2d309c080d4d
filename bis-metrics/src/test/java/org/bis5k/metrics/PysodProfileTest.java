package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against PySODMetrics; the file names its commit. */
class PysodProfileTest {

  private static final JsonNode EXPECTED = Golden.json("pysod.json");

  private static ImageMeasurement score(String name) {
    return ImageMeasurement.of(
        name, Golden.prediction(name), Profile.PYSOD.mask(Golden.greyTruth(name)), Profile.PYSOD);
  }

  private static void check(String name, Scores scores, JsonNode expected) {
    for (Metric metric : List.of(Metric.SM, Metric.WFM, Metric.MAE)) {
      check(name, metric.label(), scores.value(metric), expected);
    }
    for (Curve curve : Curve.values()) {
      check(name, "mean" + curve.label(), scores.mean(curve), expected);
      check(name, "max" + curve.label(), scores.max(curve), expected);
    }
  }

  private static void check(String name, String label, double value, JsonNode expected) {
    assertThat(value)
        .as("%s of %s", label, name)
        .isCloseTo(expected.get(label).doubleValue(), within(1e-12));
  }

  @Test
  void everyValueOfEveryImage() {
    assertThat(EXPECTED.get("per_image")).hasSize(37);
    for (JsonNode image : EXPECTED.get("per_image")) {
      String name = image.get("name").asText();
      check(name, score(name).scores().scores(), image);
    }
  }

  @Test
  void bothDataSets() {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.PYSOD);
    List<String> names = Golden.names();
    names.subList(0, 24).forEach(name -> builder.add(score(name)));
    check("first 24", builder.build().scores(), EXPECTED.get("summary_first24"));
    names.subList(24, 37).forEach(name -> builder.add(score(name)));
    check("all", builder.build().scores(), EXPECTED.get("summary_all"));
    assertThat(builder.build().counted(Metric.MEAN_SPE)).isEqualTo(37);
  }

  @Test
  void theTruthBeginsAbove128() {
    assertThat(Profile.PYSOD.mask(Pictures.grey("g#")).foregroundPixels()).isEqualTo(1);
    assertThat(Profile.UACANET.mask(Pictures.grey("g#")).foregroundPixels()).isEqualTo(2);
  }

  @Test
  void thePredictionIsStretchedUnlessConstant() {
    // Levels 64 and 128 become 0 and 1.
    ImageMeasurement stretched = Pictures.score(Profile.PYSOD, "qg", ".#");
    assertThat(stretched.value(Metric.MAE)).isZero();
    assertThat(stretched.curves().at(Curve.DIC, 0)).isOne();
    ImageMeasurement constant = Pictures.score(Profile.PYSOD, "qq", ".#");
    assertThat(constant.value(Metric.MAE)).isCloseTo(0.5, within(1e-15));
    assertThat(constant.curves().at(Curve.DIC, 255 - 65)).isZero();
    assertThat(constant.curves().at(Curve.DIC, 255 - 64)).isEqualTo(2 / 3.0);
  }

  @Test
  void fWeighsPrecision() {
    // Precision 1/2, sensitivity 1, beta squared 0.3.
    ImageMeasurement scores = Pictures.score(Profile.PYSOD, "##.", "#..");
    assertThat(scores.curves().at(Curve.FM, 0)).isCloseTo(1.3 * 0.5 / 1.15, within(1e-15));
  }

  @Test
  void nothingIsUndefined() {
    ImageMeasurement empty = Pictures.score(Profile.PYSOD, "#.", "..");
    assertThat(empty.value(Metric.WFM)).isZero();
    assertThat(empty.value(Metric.MEAN_SEN)).isZero();
    assertThat(Pictures.score(Profile.PYSOD, "#.", "##").value(Metric.MAX_SPE)).isZero();
    // The centroid moved past the last column leaves two blocks empty; they weigh nothing.
    assertThat(Pictures.score(Profile.PYSOD, ".#", ".#").value(Metric.SM)).isFinite();
  }
}
