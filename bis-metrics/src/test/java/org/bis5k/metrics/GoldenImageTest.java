package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bis5k.testing.Npy;
import org.junit.jupiter.api.Test;

class GoldenImageTest {

  private static final Offset<Double> CLOSE = within(1e-12);

  @Test
  void everyValueOfEveryImage() {
    ImageScorer scorer = ImageScorer.of(Profile.UACANET);
    JsonNode images = Golden.expected().get("per_image");
    assertThat(images).hasSize(37);
    for (JsonNode image : images) {
      String name = image.get("name").asText();
      ImageMeasurement scores = scorer.measure(name, Golden.prediction(name), Golden.truth(name));
      for (Metric metric : Metric.all()) {
        check(name, metric.label(), scores.value(metric), image.get(metric.label()));
      }
      for (Curve curve : Curve.values()) {
        Scores values = scores.scores().scores();
        check(name, "mean" + curve.label(), values.mean(curve), image.get("mean" + curve.label()));
        check(name, "max" + curve.label(), values.max(curve), image.get("max" + curve.label()));
      }
    }
  }

  private static void check(String name, String label, double value, JsonNode expected) {
    double wanted = Golden.number(expected);
    if (Double.isNaN(wanted)) {
      assertThat(value).as("%s of %s", label, name).isNaN();
    } else {
      assertThat(value).as("%s of %s", label, name).isCloseTo(wanted, CLOSE);
    }
  }

  @Test
  void curvesOfTheFirst24() throws IOException {
    Npy expected = Npy.resource(Golden.class, "golden/curves_first24.npy");
    assertThat(expected.shape()).containsExactly(24, 7, 256);
    List<String> names = Golden.names().subList(0, 24);
    int at = 0;
    for (String name : names) {
      ThresholdCurves curves =
          ImageMeasurement.of(name, Golden.prediction(name), Golden.truth(name), Profile.UACANET)
              .curves();
      for (Curve curve : Curve.values()) {
        for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++, at++) {
          double wanted = expected.values()[at];
          assertThat(curves.at(curve, j))
              .as("%s of %s at %d", curve, name, j)
              .isCloseTo(wanted, curve == Curve.EM ? CLOSE : within(0.0));
        }
      }
    }
  }
}
