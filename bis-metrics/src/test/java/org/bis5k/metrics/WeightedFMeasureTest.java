package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class WeightedFMeasureTest {

  @Test
  void aMissedPixelIsExcusedByItsNeighbourhood() {
    // Full truth of two pixels, one missed: its error 1 becomes the share of the Gaussian that
    // lies on its side, the border being replicated; nothing is wrongly found.
    double[] k = {1, Math.exp(-1 / 50.0), Math.exp(-4 / 50.0), Math.exp(-9 / 50.0)};
    double share = (k[0] + k[1] + k[2] + k[3]) / (k[0] + 2 * (k[1] + k[2] + k[3]));
    double recall = 1 - share / 2;
    assertThat(Pictures.score(Profile.UACANET, "#.", "##").value(Metric.WFM))
        .isCloseTo(2 * recall / (1 + recall), within(1e-14));
  }

  @Test
  void aFalsePixelWeighsMoreFarAway() {
    // Five columns from the truth: weight 2 - exp(ln(0.5) / 5 * 5) = 1.5.
    assertThat(Pictures.score(Profile.UACANET, "#....#", "#.....").value(Metric.WFM))
        .isCloseTo(2 * 0.4 / 1.4, within(1e-14)); // precision 1 / 2.5, recall 1
  }

  @Property(tries = 200)
  void equalsTheDefinition(
      @ForAll @IntRange(min = 1, max = 14) int height,
      @ForAll @IntRange(min = 1, max = 14) int width,
      @ForAll @IntRange(min = 1, max = 20) int oneIn,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[] prediction = new byte[height * width];
    random.nextBytes(prediction);
    byte[] truth = new byte[prediction.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = (byte) (random.nextInt(oneIn) == 0 ? 255 : 0);
    }
    truth[random.nextInt(truth.length)] = (byte) 255;
    Size size = new Size(height, width);
    GreyImage soft = GreyImage.of(size, prediction);
    Mask mask = Mask.of(GreyImage.of(size, truth));
    assertThat(ImageMeasurement.of("x", soft, mask, Profile.UACANET).value(Metric.WFM))
        .isCloseTo(NaiveWeightedF.of(soft, mask), within(1e-12));
  }
}
