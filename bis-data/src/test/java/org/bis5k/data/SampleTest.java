package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void keepsWhatItIsGiven() {
    float[] image = {1, 2, 3, 4, 5, 6};
    float[] mask = {0, 1};
    Sample sample = Sample.of("a", new Size(1, 2), image, mask);
    assertThat(sample.name()).isEqualTo("a");
    assertThat(sample.size()).isEqualTo(new Size(1, 2));
    assertThat(sample.image()).isSameAs(image);
    assertThat(sample.mask()).isSameAs(mask);
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> Sample.of("a", new Size(1, 2), new float[6], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sample a of 1x2 needs 6 image and 2 mask values; found 6 and 3");
  }
}
