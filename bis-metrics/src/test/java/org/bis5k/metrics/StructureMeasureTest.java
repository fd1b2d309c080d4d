package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

/** Cases the reference values do not pin; expectations are worked out from the definition. */
class StructureMeasureTest {

  private static double of(String prediction, String truth) {
    return Pictures.score(Profile.UACANET, prediction, truth).value(Metric.SM);
  }

  private static double object(double mean, double deviation) {
    return 2 * mean / (mean * mean + 1 + deviation);
  }

  @Test
  void aCentroidOnOneHalfGoesToTheEvenSide() {
    // Foreground in columns 0 and 1 of one row: centroid column 0.5 -> 0: one block, 4 pixels.
    // Prediction and truth are the sequences 1 0 0 0 and 1 1 0 0.
    double x = 0.25;
    double y = 0.5;
    double varianceX = (1 - 4 * x * x) / 3;
    double varianceY = (2 - 4 * y * y) / 3;
    double covariance = (1 - 4 * x * y) / 3;
    double region = 4 * x * y * covariance / ((x * x + y * y) * (varianceX + varianceY));
    double objects = 0.5 * object(0.5, 0.5) + 0.5 * object(1, 0);
    assertThat(of("#...", "##..")).isCloseTo((objects + region) / 2, within(1e-14));
  }

  @Test
  void aCentroidOnOneAndAHalfGoesToTwo() {
    // Columns 1 and 2: centroid 1.5 -> 2. Left block: p 0 0, g 0 1; right block: p 1 0, g 1 0.
    // Left: p is constant 0, so alpha is 0 and beta is not: score 0. Right: equal, score 1.
    double objects = 0.5 * object(0.5, 0.5) + 0.5 * object(1, 0);
    assertThat(of("..#.", ".##.")).isCloseTo((objects + 0.5) / 2, within(1e-14));
  }

  @Test
  void constantGreyBlocksScoreOne() {
    // Every level, not only 0 and 255: no variance, no covariance, alpha = beta = 0.
    for (int level = 1; level < 255; level++) {
      // Truth 0 0 0 1 1 1 in columns 0..5: centroid 4; blocks of 4 and 2; the right is constant.
      byte[] samples = new byte[6];
      Arrays.fill(samples, (byte) level);
      GreyImage prediction = GreyImage.of(new Size(1, 6), samples);
      double sm =
          ImageMeasurement.of("grey", prediction, Pictures.mask("...###"), Profile.UACANET)
              .value(Metric.SM);
      double p = level / 255.0;
      double objects = 0.5 * object(p, 0) + 0.5 * object(1 - p, 0);
      assertThat(sm).as("level %d", level).isCloseTo((objects + 2 / 6.0) / 2, within(1e-14));
    }
  }

  @Test
  void emptyBlocksWeighNothing() {
    // Foreground in the first row and column only: three of the four blocks have no pixel.
    assertThat(of("#./..", "#./..")).isCloseTo(1, within(1e-14));
  }

  @Test
  void neverNegative() {
    assertThat(of("..##", "##..")).isZero();
  }

  @Test
  void sumsBeyondALongStayExact() {
    // n times the sum of squares exceeds 2^63 from about 12 million pixels on.
    Size size = new Size(4000, 4000);
    byte[] samples = new byte[(int) size.pixels()];
    Arrays.fill(samples, (byte) 254);
    GreyImage bright = GreyImage.of(size, samples);
    assertThat(
            ImageMeasurement.of("large", bright, Mask.of(bright), Profile.STRICT).value(Metric.SM))
        .isCloseTo(254 / 255.0, within(1e-15));
    byte[] corner = samples.clone();
    corner[0] = 0;
    GreyImage truth = GreyImage.of(size, corner);
    double p = 254 / 255.0;
    long n = size.pixels();
    double inside = (n - 1.0) / n * object(p, 0) + 1.0 / n * object(1 - p, 0);
    // Three blocks have constant truth and prediction; the one of the corner has varying truth.
    double sm =
        ImageMeasurement.of("large", bright, Mask.of(truth), Profile.STRICT).value(Metric.SM);
    assertThat(sm).isCloseTo((inside + 0.75) / 2, within(1e-12));
  }

  @Test
  void sumsTooLargeForALongAreExactAsWell() {
    // An image of the most pixels an array holds, all of them 255 but one, which is 254.
    long n = Integer.MAX_VALUE;
    long levels = 255 * n - 1;
    long squares = 255 * 255 * n - 255 * 255 + 254 * 254;
    // n sum x² - (sum x)² = n - 1 where one of n equal numbers is lower by one.
    assertThat(StructureMeasure.scaled(n, squares, levels, levels)).isEqualTo(n - 1);
    // The largest image whose products fit, and the next.
    assertThat(StructureMeasure.scaled(3, 1L << 61, 1L << 31, 1L << 31)).isEqualTo(0x1p61);
    assertThat(StructureMeasure.scaled(4, 1L << 61, 1L << 31, 1L << 31)).isEqualTo(0x1p62);
    assertThat(StructureMeasure.scaled(1, 0, 1L << 32, 1L << 32)).isEqualTo(-0x1p64);
  }
}
