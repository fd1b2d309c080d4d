package org.bis5k.train.slide;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

/** Small copies and what is drawn of them. */
class ReducedMapTest {

  @Test
  void blocksAreAveragedAndCutAtTheBorder() {
    ReducedMap map = new ReducedMap(new Size(3, 5), 3, 0.5f);
    map.add(new float[] {0, 1, 1, 1, 0});
    map.add(new float[] {1, 1, 0, 0, 1});
    map.add(new float[] {0, 0, 1, 1, 1});
    assertThat(map.block()).isEqualTo(2);
    assertThat(map.levels().size()).isEqualTo(new Size(2, 3));
    assertThat(map.levels().samples()).containsExactly(191, 127, 127, 0, 255, 255);
    assertThat(foreground(map.mask())).isEqualTo("#...##");
  }

  @Test
  void aSmallMapStaysAsItIs() {
    ReducedMap map = new ReducedMap(new Size(1, 3), 3, 0.3f);
    map.add(new float[] {0.3f, 0.31f, 1});
    assertThat(map.block()).isEqualTo(1);
    assertThat(map.levels().samples()).containsExactly(76, 79, 255);
    assertThat(foreground(map.mask())).isEqualTo(".##");
  }

  private static String foreground(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < mask.size().pixels(); i++) {
      text.append(mask.at(i) ? '#' : '.');
    }
    return text.toString();
  }

  @Test
  void anOverlayVeilsTheForegroundAndDrawsItsBorder() {
    Size size = new Size(1, 6);
    byte[] grey = {100, 100, 100, 100, 100, 100};
    byte[] levels = {0, 0, 0, -1, -1, -1};
    byte[] pink = new byte[18];
    for (int i = 0; i < pink.length; i++) {
      pink[i] = grey[i / 3];
    }
    GreyImage map = GreyImage.of(size, levels);
    byte[] drawn = Overlay.of(RgbImage.of(size, pink), map, Mask.of(map)).samples();
    assertThat(drawn[0]).as("untouched").isEqualTo((byte) 100);
    assertThat(drawn).startsWith(100, 100, 100, 100, 100, 100, 255, 255, 255, 0, 0, 0);
    // half way from 100 to (253, 231, 37), viridis' yellow
    assertThat(drawn).endsWith(177, 166, 69);
  }
}
