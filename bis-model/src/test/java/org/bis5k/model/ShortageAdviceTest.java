package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.Test;

class ShortageAdviceTest {

  private static final BcsNetOptions WIDTH = new BcsNetOptions(8, 1);

  /** Room for just what three images of 64x64 need. */
  private static ShortageAdvice threeImages(PassMode mode) {
    MemoryEstimate three = MemoryEstimate.of(WIDTH, Size.square(64), 3, mode);
    return new ShortageAdvice(WIDTH, mode, three.activations() + three.scratch());
  }

  @Test
  void namesTheLargestBatchThatFits() {
    for (PassMode mode : PassMode.values()) {
      assertThat(threeImages(mode).of(new long[] {4, 3, 64, 64}))
          .startsWith("It would fit with a batch of 3, or images of 48x48, or a width divisor of ");
    }
  }

  @Test
  void namesSmallerImagesOfTheSameShape() {
    assertThat(threeImages(PassMode.TRAINING).of(new long[] {1, 3, 256, 512}))
        .startsWith("It would fit with images of ")
        .doesNotContain("batch");
  }

  @Test
  void saysSoWhereNothingFits() {
    assertThat(new ShortageAdvice(WIDTH, PassMode.INFERENCE, 1000).of(new long[] {1, 3, 64, 64}))
        .isEqualTo("Neither a smaller batch, smaller images nor a slimmer network would fit");
  }
}
