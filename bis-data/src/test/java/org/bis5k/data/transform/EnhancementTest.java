package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnhancementTest {

  /** The same value in all three channels. */
  private static ByteImage neutral(ByteImage grey) {
    ByteImage rgb = ByteImage.blank(grey.width(), grey.height(), 3);
    for (int i = 0; i < rgb.samples().length; i++) {
      rgb.samples()[i] = grey.samples()[i / 3];
    }
    return rgb;
  }

  /** Single precision, truncated: 1.05f * 100 is 104.99999, not 105. */
  @Test
  void brightensFromBlack() {
    ByteImage in = neutral(grey(row(0, 100, 200, 250)));
    assertThat(Enhancement.brightness(in, 1.05)).isEqualTo(neutral(grey(row(0, 104, 209, 255))));
    assertThat(Enhancement.brightness(in, 0)).isEqualTo(in.blankLike());
  }

  /** The mean is 150; both ends move away from it by a tenth. */
  @Test
  void spreadsContrastAboutTheMean() {
    ByteImage in = neutral(grey(row(100, 200)));
    assertThat(Enhancement.contrast(in, 1.1)).isEqualTo(neutral(grey(row(95, 205))));
    assertThat(Enhancement.contrast(in, 0)).isEqualTo(neutral(grey(row(150, 150))));
  }

  /** The mean of 0 and 1 rounds up; luma weighs green most. */
  @Test
  void roundsTheMeanGrey() {
    assertThat(Enhancement.meanGrey(neutral(grey(row(0, 1))))).isEqualTo(1);
    assertThat(Enhancement.meanGrey(neutral(grey(row(0, 0, 1))))).isZero();
    byte[] green = {0, (byte) 255, 0};
    assertThat(Enhancement.meanGrey(ByteImage.of(1, 1, 3, green))).isEqualTo(150);
  }

  /** Only the centre has a neighbourhood: 5 * 26 / 13 = 10, and 10 + 2 * (26 - 10) = 42. */
  @Test
  void sharpensWhatHasAllNeighbours() {
    ByteImage in = neutral(grey(row(0, 0, 0), row(0, 26, 0), row(0, 0, 0)));
    assertThat(Enhancement.sharpness(in, 0))
        .isEqualTo(neutral(grey(row(0, 0, 0), row(0, 10, 0), row(0, 0, 0))));
    assertThat(Enhancement.sharpness(in, 2))
        .isEqualTo(neutral(grey(row(0, 0, 0), row(0, 42, 0), row(0, 0, 0))));
  }

  @Test
  void sharpensNothingBelowThreePixels() {
    ByteImage wide = TinyImages.random(7, 2, 3, 1);
    ByteImage narrow = TinyImages.random(2, 7, 3, 2);
    assertThat(Enhancement.sharpness(wide, 1.09)).isEqualTo(wide);
    assertThat(Enhancement.sharpness(narrow, 1.09)).isEqualTo(narrow);
  }

  /** Without colour each channel becomes luma: pure red 255 gives 76. */
  @Test
  void saturationBlendsWithLuma() {
    ByteImage red = ByteImage.of(1, 1, 3, new byte[] {(byte) 255, 0, 0});
    assertThat(Enhancement.saturation(red, 0).samples()).containsExactly(76, 76, 76);
    assertThat(Enhancement.saturation(red, 1)).isEqualTo(red);
  }

  @ParameterizedTest
  @EnumSource(Enhancement.class)
  void changeNothingAtFactorOne(Enhancement method) {
    ByteImage in = TinyImages.random(9, 6, 3, 4);
    assertThat(method.apply(in, 1)).isEqualTo(in);
  }

  /**
   * A constant neighbourhood smooths to itself: contrast and sharpness have nothing to exaggerate.
   */
  @Property(tries = 40)
  void constantsStay(@ForAll @IntRange(max = 255) int value) {
    ByteImage in =
        neutral(grey(row(value, value, value), row(value, value, value), row(value, value, value)));
    assertThat(Enhancement.sharpness(in, 1.07)).isEqualTo(in);
    assertThat(Enhancement.contrast(in, 1.07)).isEqualTo(in);
  }

  /** Against the definition, a sample at a time. */
  @Property(tries = 30)
  void smoothsByDefinition(@ForAll long seed) {
    ByteImage in = TinyImages.random(6, 5, 3, seed);
    ByteImage smooth = Enhancement.sharpness(in, 0);
    for (int y = 1; y < 4; y++) {
      for (int i = 3; i < 15; i++) {
        int sum = 4 * (in.samples()[y * 18 + i] & 0xff);
        for (int dy = -18; dy <= 18; dy += 18) {
          for (int dx = -3; dx <= 3; dx += 3) {
            sum += in.samples()[y * 18 + i + dy + dx] & 0xff;
          }
        }
        assertThat(smooth.samples()[y * 18 + i] & 0xff).isEqualTo((int) Math.rint(sum / 13.0));
      }
    }
  }

  /** Factors of both kinds: with a slope in integers, without one. Rows of any length. */
  @ParameterizedTest
  @CsvSource({"1.0437219, 7", "1.0437219, 8", "1.05, 9", "1.05, 10"})
  void sharpensByTheBlendOfEverySample(double factor, int width) {
    ByteImage in = TinyImages.random(width, 50, 3, 11);
    ByteImage smooth = Enhancement.sharpness(in, 0);
    ByteImage sharp = Enhancement.sharpness(in, factor);
    Blend blend = new Blend(factor);
    assertThat(blend.hasSlope()).isEqualTo(factor != 1.05);
    for (int i = 0; i < in.samples().length; i++) {
      int expected = blend.at(smooth.samples()[i] & 0xff, in.samples()[i] & 0xff);
      assertThat(sharp.samples()[i] & 0xff).as("sample %d", i).isEqualTo(expected);
    }
  }
}
