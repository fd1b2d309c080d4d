package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.SameWeights;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forgetting activations and computing them again changes memory and nothing else. */
@Tag("kernels")
final class RecomputationTest {

  private static final Size SIZE = new Size(48, 32);
  private static final BcsNetOptions OPTIONS = new BcsNetOptions(16, 3);

  /** All that a step leaves: outputs, every gradient, running statistics; and the memory held. */
  private record Step(
      NetworkOutputs outputs, Map<String, float[]> gradients, WeightFile weights, long bytes) {}

  private static Step twoSteps(PassMode mode) {
    float[] images = FormulaStream.named("recomputed").floats(2 * 3 * 48 * 32);
    try (BcsNet net = BcsNet.create(OPTIONS);
        TrainingPass pass = TrainingPass.of(net, mode)) {
      NetworkOutputs outputs = null;
      for (int step = 0; step < 2; step++) {
        outputs = pass.forward(images, 2, SIZE);
        pass.backward(outputs);
        pass.update(
            (name, p, g, m, v, length) -> {
              for (int i = 0; i < length; i++) {
                p[i] -= 1e-3f * g[i];
              }
            });
      }
      assertThat(net.pass().memory().arraysInUse()).isZero();
      Map<String, float[]> gradients = new LinkedHashMap<>();
      net.state()
          .parameters()
          .trained()
          .forEach(
              entry -> {
                String name = entry.spec().checkpointName();
                gradients.put(name, pass.gradient(name));
              });
      return new Step(outputs, gradients, net.weights(Map.of()), net.pass().memory().bytes());
    }
  }

  @Test
  void everyNumberStaysTheSame() {
    Step kept = twoSteps(PassMode.TRAINING);
    Step again = twoSteps(PassMode.RECOMPUTING);
    for (int i = 0; i < BcsNet.OUTPUTS; i++) {
      assertThat(again.outputs().output(i)).isEqualTo(kept.outputs().output(i));
    }
    kept.gradients()
        .forEach(
            (name, gradient) ->
                assertThat(again.gradients().get(name)).as(name).containsExactly(gradient));
    SameWeights.check(again.weights(), kept.weights());
    assertThat(again.bytes()).isLessThan(kept.bytes() * 9 / 10);
  }

  @Test
  void theEstimateKnowsWhatIsForgotten() {
    Step again = twoSteps(PassMode.RECOMPUTING);
    assertThat(again.bytes())
        .isEqualTo(MemoryEstimate.of(OPTIONS, SIZE, 2, PassMode.RECOMPUTING).activations());
  }

  @Test
  void aStepIsNoInference() {
    try (BcsNet net = BcsNet.create(OPTIONS)) {
      assertThatThrownBy(() -> TrainingPass.of(net, PassMode.INFERENCE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Training steps in mode INFERENCE");
    }
  }
}
