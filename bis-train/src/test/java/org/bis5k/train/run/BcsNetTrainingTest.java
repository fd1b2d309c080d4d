package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Sample;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real network of divisor 16 on two images of 32 x 32. */
final class BcsNetTrainingTest {

  private static final Size SIZE = Size.square(32);
  private static final double[] RATE = {1e-3};

  @TempDir Path folder;

  private static RunConfig config(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Model.width_divisor=16",
                "Train.loss=bce_iou",
                "Train.Optimizer.groups={\"*\": 1}"));
    all.addAll(List.of(settings));
    return RunConfig.parse("{}", "test", all);
  }

  /** Bright discs on a dark, noisy ground. */
  private static Batch batch(float disturbance) {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      FormulaStream noise = FormulaStream.named("batch" + n);
      float[] image = new float[3 * 32 * 32];
      float[] mask = new float[32 * 32];
      for (int i = 0; i < mask.length; i++) {
        int dy = i / 32 - 12 - 6 * n;
        int dx = i % 32 - 16;
        mask[i] = dy * dy + dx * dx < 80 ? 1 : 0;
        for (int c = 0; c < 3; c++) {
          image[c * mask.length + i] = (float) (2 * mask[i] - 1 + 0.3 * noise.at(c * 1024L + i));
        }
      }
      image[5] += disturbance;
      samples.add(Sample.of("s" + n, SIZE, image, mask));
    }
    return Batch.of(samples);
  }

  private static Batch batch() {
    return batch(0);
  }

  private static boolean trained(String name) {
    return !name.contains(".running_")
        && !name.endsWith(".num_batches_tracked")
        && !name.startsWith("resnet.fc.")
        && !name.startsWith("decoder.")
        && !name.startsWith("optimizer.");
  }

  /** The names whose tensors differ. */
  private static List<String> changed(WeightFile before, WeightFile after) {
    assertThat(after.tensors().keySet()).isEqualTo(before.tensors().keySet());
    List<String> names = new ArrayList<>();
    before
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isIdenticalTo(after.tensors().get(name))) {
                names.add(name);
              }
            });
    return names;
  }

  @Test
  void aFewStepsReduceTheLossOnOneBatch() {
    try (BcsNetTraining network = BcsNetTraining.of(config())) {
      double first = network.step(batch(), RATE);
      assertThat(network.outputLosses()).hasSize(5);
      double sum = network.outputLosses().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(sum).isCloseTo(first, within(1e-12));
      double last = first;
      for (int step = 0; step < 4; step++) {
        last = network.step(batch(), RATE);
      }
      assertThat(last).isLessThan(0.9 * first);
      assertThat(network.backend()).contains("kernels: ");
      assertThat(network.logits(batch().images(), 2, SIZE)).hasSize(2 * 32 * 32);
    }
  }

  @Test
  void aStepMovesWhatIsTrainedAndNothingThatIsUnused() {
    try (BcsNetTraining network = BcsNetTraining.of(config())) {
      network.step(
          batch(), RATE); // gamma is 0 at first, and with it what it gates gets no gradient
      WeightFile before = network.state();
      network.step(batch(), RATE);
      List<String> changed = changed(before, network.state());
      assertThat(changed)
          .contains(
              "resnet.conv1.0.weight", "tir4.branch2.Hattn.gamma", "decoder0.conv5.conv.weight")
          .contains("resnet.bn1.running_var", "resnet.bn1.num_batches_tracked")
          .contains("optimizer.first.resnet.bn1.bias", "optimizer.second.resnet.bn1.bias")
          .contains("optimizer.steps")
          .noneMatch(name -> name.startsWith("resnet.fc.") || name.startsWith("decoder."));
      assertThat(network.state().tensors().get("optimizer.steps").integerAt(0)).isEqualTo(2);
    }
  }

  @Test
  void aRestoredStateContinuesBitByBit() {
    Path file = folder.resolve("state.safetensors");
    try (BcsNetTraining network = BcsNetTraining.of(config());
        BcsNetTraining other = BcsNetTraining.of(config("Train.seed=99"))) {
      network.step(batch(), RATE);
      WeightFile state = network.state();
      state.write(file);
      other.restore(WeightFile.open(file));
      assertThat(changed(state, other.state())).isEmpty();

      double expected = network.step(batch(0.5f), RATE);
      double found = other.step(batch(0.5f), RATE);

      assertThat(found).isEqualTo(expected);
      assertThat(changed(network.state(), other.state())).isEmpty();
      assertThat(changed(state, network.state())).as("the state is a snapshot").isNotEmpty();
      network.restore(state);
      assertThat(changed(state, network.state())).as("back in time").isEmpty();
    }
  }

  @Test
  void frozenGroupsDoNotMove() {
    RunConfig config = config("Train.Optimizer.groups={resnet: 0, tir: 1, \"*\": 10}");
    try (BcsNetTraining network = BcsNetTraining.of(config)) {
      WeightFile before = network.state();
      network.step(batch(), new double[] {0, 1e-4, 1e-3});
      List<String> changed = changed(before, network.state());
      assertThat(changed).noneMatch(name -> name.startsWith("resnet.") && trained(name));
      assertThat(changed)
          .contains("tir1.conv_cat.conv.weight", "decoder0.conv1.conv.weight")
          .contains("resnet.bn1.running_mean");
      // Adam's first step is the rate, in the direction against the gradient.
      assertThat(largestStep(before, network.state(), "tir1.conv_cat.bn.bias"))
          .isCloseTo(1e-4, within(1e-6));
      assertThat(largestStep(before, network.state(), "decoder0.conv1.bn.bias"))
          .isCloseTo(1e-3, within(1e-5));
    }
  }

  private static double largestStep(WeightFile before, WeightFile after, String name) {
    float[] from = before.tensors().get(name).toFloats();
    float[] to = after.tensors().get(name).toFloats();
    double largest = 0;
    for (int i = 0; i < from.length; i++) {
      largest = Math.max(largest, Math.abs(to[i] - from[i]));
    }
    return largest;
  }

  @Test
  void aLossThatIsNotANumberLeavesWeightsAndOptimiser() {
    try (BcsNetTraining network = BcsNetTraining.of(config())) {
      network.step(batch(), RATE);
      WeightFile before = network.state();
      double loss = network.step(batch(Float.NaN), RATE);
      assertThat(loss).isNaN();
      assertThat(changed(before, network.state()))
          .noneMatch(name -> trained(name) || name.startsWith("optimizer."));
    }
  }

  @Test
  void theSeedDecidesTheFreshWeights() {
    try (BcsNetTraining one = BcsNetTraining.of(config("Train.seed=5"));
        BcsNetTraining same = BcsNetTraining.of(config("Train.seed=5"));
        BcsNetTraining other = BcsNetTraining.of(config("Train.seed=6"))) {
      assertThat(changed(one.state(), same.state())).isEmpty();
      assertThat(changed(one.state(), other.state())).contains("tir1.conv_cat.conv.weight");
    }
  }

  @Test
  void startsFromWeightsOrABackbone() {
    Path weights = folder.resolve("weights.safetensors");
    Path backbone = folder.resolve("backbone.pth");
    try (BcsNetTraining source = BcsNetTraining.of(config("Train.seed=5"))) {
      WeightFile state = source.state();
      state.write(weights); // a training checkpoint: its optimiser is passed over
      Map<String, Tensor> bare = new LinkedHashMap<>();
      state
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith("resnet.")) {
                  bare.put(name.substring("resnet.".length()), tensor);
                }
              });
      WeightFile.of(bare, Map.of()).write(backbone);
      try (BcsNetTraining whole = BcsNetTraining.of(config("Model.weights=" + weights));
          BcsNetTraining encoder = BcsNetTraining.of(config("Model.backbone=" + backbone))) {
        assertThat(changed(state, whole.state())).isEmpty();
        assertThat(changed(state, encoder.state()))
            .contains("tir1.conv_cat.conv.weight")
            .noneMatch(name -> name.startsWith("resnet."));
      }
    }
    assertThatThrownBy(() -> BcsNetTraining.of(config("Model.weights=" + backbone)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(backbone + ": its tensors are not those of the network:")
        .hasMessageContaining("missing:\n  resnet.conv1.0.weight")
        .hasMessageContaining("unexpected:\n  conv1.0.weight");
  }

  @Test
  void aStateWithoutItsStepCountIsRefused() {
    try (BcsNetTraining network = BcsNetTraining.of(config())) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(network.state().tensors());
      tensors.remove("optimizer.steps");
      assertThatThrownBy(() -> network.restore(WeightFile.of(tensors, Map.of())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("The checkpoint lacks the optimiser's step count optimizer.steps");
    }
  }
}
