package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formula says against what passes hold. */
final class MemoryEstimateTest {

  @ParameterizedTest
  @CsvSource({"16, 32, 48, 2", "16, 64, 64, 1", "8, 64, 32, 3"})
  void activationsAreThoseOfThePassToTheByte(int divisor, int height, int width, int batch) {
    Size size = new Size(height, width);
    BcsNetOptions options = BcsNetOptions.ofWidth(divisor);
    float[] images = new float[batch * 3 * height * width];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 7;
    }
    try (BcsNet net = BcsNet.create(options)) {
      net.logits(images, batch, size);
      assertThat(net.pass().memory().bytes())
          .isEqualTo(MemoryEstimate.of(options, size, batch, PassMode.INFERENCE).activations());
    }
    try (BcsNet net = BcsNet.create(options);
        TrainingPass pass = TrainingPass.of(net)) {
      pass.backward(pass.forward(images, batch, size));
      MemoryEstimate estimate = MemoryEstimate.of(options, size, batch, PassMode.TRAINING);
      assertThat(net.pass().memory().bytes()).isEqualTo(estimate.activations());
      long flat = net.graph().params().length() * Float.BYTES;
      assertThat(estimate.optimizer()).isEqualTo(3 * flat);
      assertThat(estimate.parameters()).isGreaterThan(flat);
    }
  }

  @Test
  void activationsGrowWithTheBatchAndTheRestDoesNot() {
    MemoryEstimate one =
        MemoryEstimate.of(BcsNetOptions.ofWidth(8), Size.square(128), 1, PassMode.TRAINING);
    MemoryEstimate four =
        MemoryEstimate.of(BcsNetOptions.ofWidth(8), Size.square(128), 4, PassMode.TRAINING);
    assertThat(four.activations()).isEqualTo(4 * one.activations());
    assertThat(four.parameters()).isEqualTo(one.parameters());
    assertThat(four.optimizer()).isEqualTo(one.optimizer());
  }

  /**
   * 387,693,444 parameters of four bytes; with gradients and two moments nearly four times that.
   */
  @Test
  void theReleasedNetworkIsEstimatedWithoutMakingIt() {
    MemoryEstimate estimate =
        MemoryEstimate.of(BcsNetOptions.released(), Size.square(352), 1, PassMode.TRAINING);
    assertThat(estimate.parameters()).isBetween(387_693_444L * 4, 388_000_000L * 4);
    assertThat(estimate.optimizer()).isBetween(4_500_000_000L, 387_693_444L * 12);
    assertThat(estimate.total())
        .isEqualTo(
            estimate.parameters()
                + estimate.optimizer()
                + estimate.activations()
                + estimate.scratch()
                + estimate.runtime());
    assertThat(estimate.toString())
        .startsWith("BCSNet, width divisor 1, 1 x 352x352")
        .contains(
            "weights and running statistics",
            "working arrays of the kernels",
            "peak resident memory");
  }

  @Test
  void whatCannotRunHasNoEstimate() {
    assertThatThrownBy(
            () ->
                MemoryEstimate.of(
                    BcsNetOptions.ofWidth(8), Size.square(100), 1, PassMode.INFERENCE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("multiples of 16");
    assertThatThrownBy(
            () ->
                MemoryEstimate.of(BcsNetOptions.ofWidth(8), Size.square(64), 0, PassMode.INFERENCE))
        .hasMessage("A batch holds at least 1 image; found 0");
  }
}
