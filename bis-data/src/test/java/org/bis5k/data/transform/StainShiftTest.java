package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;

class StainShiftTest {

  private static final ByteImage WHITE = ByteImage.of(1, 1, 3, new byte[] {-1, -1, -1});

  private static int[] values(ByteImage pixel) {
    byte[] s = pixel.samples();
    return new int[] {s[0] & 0xff, s[1] & 0xff, s[2] & 0xff};
  }

  @Test
  void changesNothingAtScaleOneAndShiftZero() {
    ByteImage noise = TinyImages.random(64, 64, 3, 3);
    assertThat(new StainShift(1, 0, 1, 0).image(noise)).isEqualTo(noise);
  }

  /** 256 exp(-0.5 h) - 1 with h = (0.6511, 0.7012, 0.2905), the unit vector of haematoxylin. */
  @Test
  void addsHematoxylinToWhite() {
    assertThat(values(new StainShift(1, 0.5, 1, 0).image(WHITE))).containsExactly(184, 179, 220);
  }

  /** 256 exp(-0.5 e) - 1 with e = (0.0701, 0.9914, 0.1102), the unit vector of eosin. */
  @Test
  void addsEosinToWhite() {
    assertThat(values(new StainShift(1, 0, 1, 0.5).image(WHITE))).containsExactly(246, 155, 241);
  }

  /** Doubling the amount equals adding it again, and leaves the other stain alone. */
  @Test
  void scalesOneStainOnly() {
    ByteImage purple = new StainShift(1, 0.4, 1, 0).image(WHITE);
    int[] doubled = values(new StainShift(2, 0, 1, 0).image(purple));
    int[] expected = values(new StainShift(1, 0.8, 1, 0).image(WHITE));
    int[] untouched = values(new StainShift(1, 0, 1.9, 0).image(purple));
    for (int channel = 0; channel < 3; channel++) {
      assertThat(doubled[channel]).isBetween(expected[channel] - 1, expected[channel] + 1);
      assertThat(untouched[channel])
          .isBetween(values(purple)[channel] - 1, values(purple)[channel] + 1);
    }
  }

  @Test
  void saturatesInsteadOfWrapping() {
    assertThat(values(new StainShift(1, 50, 1, 50).image(WHITE))).containsExactly(0, 0, 0);
    assertThat(values(new StainShift(1, -50, 1, -50).image(WHITE))).containsExactly(255, 255, 255);
  }
}
