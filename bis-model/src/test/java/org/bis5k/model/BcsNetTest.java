package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMemory;
import org.bis5k.model.kernel.Backend;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.SameWeights;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network's passes: what they take, what they give, and what they leave behind. */
final class BcsNetTest {

  private static final Size SIZE = new Size(32, 48);
  private static final Size SMALL = Size.square(32);
  private static final int PIXELS = 32 * 48;

  private final BcsNet net = BcsNet.create(new BcsNetOptions(16, 1));

  @AfterEach
  void close() {
    net.close();
  }

  private static float[] images(int count) {
    return FormulaStream.named("images").floats(count * 3 * PIXELS);
  }

  private static void close(float[] actual, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    assertThat(actual).containsExactly(expected, within(1e-5f * largest));
  }

  @Tag("kernels")
  @Test
  void aBatchGivesWhatItsImagesGiveOneByOne() {
    float[] three = images(3);
    NetworkOutputs together = net.logits(three, 3, SIZE);
    assertThat(together.outputs()).isEqualTo(BcsNet.OUTPUTS);
    assertThat(together.count()).isEqualTo(3);
    assertThat(together.size()).isEqualTo(SIZE);
    assertThat(together.prediction()).hasSize(3 * PIXELS).isSameAs(together.output(0));
    for (int image = 0; image < 3; image++) {
      float[] one = Arrays.copyOfRange(three, image * 3 * PIXELS, (image + 1) * 3 * PIXELS);
      NetworkOutputs alone = net.logits(one, 1, SIZE);
      for (int i = 0; i < BcsNet.OUTPUTS; i++) {
        float[] own = Arrays.copyOfRange(together.output(i), image * PIXELS, (image + 1) * PIXELS);
        close(own, alone.output(i));
      }
    }
  }

  @Test
  void inferenceRepeatsBitByBitAndChangesNothing() {
    WeightFile before = net.weights(Map.of());
    NetworkOutputs first = net.logits(images(2), 2, SIZE);
    net.logits(images(1), 1, new Size(48, 32));
    NetworkOutputs second = net.logits(images(2), 2, SIZE);
    for (int i = 0; i < BcsNet.OUTPUTS; i++) {
      assertThat(second.output(i)).isEqualTo(first.output(i));
    }
    SameWeights.check(net.weights(Map.of()), before);
  }

  @Test
  void repeatedPassesHoldNoMoreMemoryThanTheFirst() {
    float[] batch = FormulaStream.named("batch").floats(2 * 3 * 32 * 32);
    PassMemory memory = net.pass().memory();
    net.logits(batch, 2, SMALL);
    long inference = memory.bytes();
    assertThat(inference).isPositive();
    for (int pass = 0; pass < 20; pass++) {
      net.logits(batch, 2, SMALL);
      assertThat(memory.bytes()).isEqualTo(inference);
      assertThat(memory.arraysInUse()).isZero();
    }
    try (TrainingPass training = TrainingPass.of(net)) {
      NetworkOutputs gradients =
          NetworkOutputs.of(2, SMALL, Collections.nCopies(BcsNet.OUTPUTS, new float[2 * 32 * 32]));
      long bytes = 0;
      for (int pass = 0; pass < 4; pass++) {
        training.forward(batch, 2, SMALL);
        training.backward(gradients);
        assertThat(memory.arraysInUse()).isZero();
        bytes = pass == 0 ? memory.bytes() : bytes;
        assertThat(memory.bytes()).isEqualTo(bytes);
      }
      for (int pass = 0; pass < 3; pass++) {
        training.forward(batch, 2, SMALL); // and no backward pass, as after a loss of NaN
        assertThat(memory.bytes()).isEqualTo(bytes);
      }
      net.logits(batch, 2, SMALL);
      assertThat(memory.arraysInUse()).isZero();
    }
  }

  @Test
  void memoryIsFreedOnRequest() {
    net.logits(images(1), 1, SIZE);
    net.pass().memory().trim();
    assertThat(net.pass().memory().bytes()).isZero();
    assertThat(net.logits(images(1), 1, SIZE).prediction()).hasSize(PIXELS);
  }

  @Test
  void trainingCountsItsBatchesAndMovesTheStatistics() {
    try (TrainingPass training = TrainingPass.of(net)) {
      float[] mean = net.weights(Map.of()).tensors().get("resnet.bn1.running_mean").toFloats();
      training.forward(images(2), 2, SIZE);
      net.logits(images(2), 2, SIZE);
      training.forward(images(2), 2, SIZE);
      Map<String, Tensor> tensors = net.weights(Map.of()).tensors();
      tensors.forEach(
          (name, tensor) -> {
            if (name.endsWith(".num_batches_tracked")) {
              long expected = name.startsWith("decoder.") ? 0 : 2;
              assertThat(tensor.integerAt(0)).as(name).isEqualTo(expected);
            }
          });
      assertThat(tensors.get("resnet.bn1.running_mean").toFloats()).isNotEqualTo(mean);
    }
  }

  /** The weights of a file are checked when they are read; these outputs fail by their images. */
  @Test
  void outputsThatAreNotFiniteAreRefusedByName() {
    float[] images = images(1);
    Arrays.fill(images, Float.NaN);
    assertThatThrownBy(() -> net.logits(images, 1, SIZE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "The network in memory: its output out0 is not finite: 1536 of 1536 values are NaN or"
                + " infinite, the first (NaN) in image 1 at row 0, column 0.");
    assertThat(net.pass().memory().arraysInUse()).isZero();
    assertThat(net.logits(images(1), 1, SIZE).prediction()).hasSize(PIXELS);
  }

  @Test
  void oneValuePerChannelCannotBeNormalised() {
    try (TrainingPass training = TrainingPass.of(net)) {
      float[] image = FormulaStream.named("small").floats(2 * 3 * 16 * 16);
      float[] one = Arrays.copyOf(image, 3 * 16 * 16);
      assertThatThrownBy(() -> training.forward(one, 1, Size.square(16)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching(
              "resnet\\.layer3\\.0\\.\\S+: training needs more than one value per channel for"
                  + " batch normalisation; found one image with a feature map of 1x1\\. Use a"
                  + " larger batch or larger images");
      assertThat(training.forward(image, 2, Size.square(16)).prediction()).hasSize(2 * 16 * 16);
      assertThat(net.logits(one, 1, Size.square(16)).prediction()).hasSize(16 * 16);
      assertThat(net.pass().memory().arraysInUse()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"350, 352, 352x352", "32, 40, 32x48", "7, 100, 16x96"})
  void otherSizesAreRefusedWithTheNearestThatWorks(int height, int width, String nearest) {
    Size size = new Size(height, width);
    assertThatThrownBy(() -> net.logits(new float[3 * height * width], 1, size))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "BCSNet takes heights and widths that are multiples of 16; found "
                + size
                + " (height x width). The nearest size that works is "
                + nearest);
    assertThatCode(() -> BcsNet.requireUsable(new Size(16, 352))).doesNotThrowAnyException();
  }

  @Test
  void theNumberOfValuesMustFitTheSize() {
    assertThatThrownBy(() -> net.logits(new float[7], 1, SIZE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 images of 3x32x48 expected; found 7 values");
  }

  @Test
  void theSummaryCountsThisNetwork() {
    ModelSummary summary = net.summary();
    assertThat(summary.parameters())
        .isEqualTo(summary.layers().stream().mapToLong(ModelSummary.Layer::parameters).sum())
        .isEqualTo(summary.modules().stream().mapToLong(ModelSummary.Module::parameters).sum());
    assertThat(summary.modules())
        .hasSize(19)
        .extracting(ModelSummary.Module::name)
        .contains("resnet", "decoder", "tir4");
    assertThat(summary.toString()).contains("BCSNet, width divisor 16");
    assertThat(net).hasToString("BCSNet, width divisor 16, outputs " + outputs());
    assertThat(BcsNet.backend()).isEqualTo(Backend.description());
  }

  private String outputs() {
    return net.graph().getConfiguration().getNetworkOutputs().toString();
  }

  /** The published count, and that of the divisor the reference values were made with. */
  @ParameterizedTest
  @CsvSource({"1, '387,693,444'", "8, '6,307,469'"})
  void theSummaryOfAWidthGivesTheReferencesCount(int divisor, String count) {
    ModelSummary summary =
        ModelSummary.of(
            BcsNetOptions.ofWidth(divisor),
            BcsNetGraph.of(BcsNetOptions.ofWidth(divisor)).layout());
    assertThat(summary.parameters()).isEqualTo(Long.parseLong(count.replace(",", "")));
    assertThat(summary.toString().lines().reduce((a, b) -> b).orElseThrow()).endsWith(count);
  }

  @Test
  void anotherDivisorIsAnError() {
    assertThatThrownBy(() -> BcsNetOptions.ofWidth(3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The width divisor of BCSNet must be one of [1, 2, 4, 8, 16]; found 3");
  }
}
