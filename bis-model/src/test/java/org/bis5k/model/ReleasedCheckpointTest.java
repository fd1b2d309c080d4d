package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.model.weights.SameWeights;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A briefly trained network of divisor 16 that PyTorch 1.13 wrote in both its containers. */
final class ReleasedCheckpointTest {

  /** Largest difference over the largest true value of an output; PyTorch ran in float32 too. */
  private static final double TOLERANCE = 1e-4;

  private static final Size SIZE = Size.square(64);

  @TempDir Path folder;

  private static Path checkpoint(String container) {
    return SharedData.require("golden/pth/bcsnet_div16." + container + ".pth");
  }

  private static NetworkOutputs logits(BcsNet net) {
    return net.logits(FormulaStream.named("pth_input").floats(2 * 3 * 64 * 64), 2, SIZE);
  }

  private static void assertSame(NetworkOutputs actual, NetworkOutputs expected) {
    for (int i = 0; i < BcsNet.OUTPUTS; i++) {
      assertThat(actual.output(i)).isEqualTo(expected.output(i));
    }
  }

  @Tag("kernels")
  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy"})
  void reproducesItsOutputs(String container) throws IOException {
    try (BcsNet net = BcsNet.load(checkpoint(container))) {
      NetworkOutputs outputs = logits(net);
      assertThat(outputs.outputs()).isEqualTo(5);
      for (int i = 0; i < outputs.outputs(); i++) {
        Path file = SharedData.require("golden/pth/bcsnet_div16.out" + i + ".npy");
        double[] truth = Npy.read(file).values();
        assertThat(outputs.output(i)).hasSize(2 * 64 * 64);
        double worst = 0;
        double largest = 0;
        for (int k = 0; k < truth.length; k++) {
          worst = Math.max(worst, Math.abs(outputs.output(i)[k] - truth[k]));
          largest = Math.max(largest, Math.abs(truth[k]));
        }
        assertThat(worst / largest).as("output %s", i).isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }

  @Test
  void bothContainersGiveTheSameNetwork() {
    try (BcsNet zip = BcsNet.load(checkpoint("zip"));
        BcsNet legacy = BcsNet.load(checkpoint("legacy"))) {
      SameWeights.check(legacy.weights(Map.of()), zip.weights(Map.of()));
      assertSame(logits(legacy), logits(zip));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.pth", "net.safetensors"})
  void comesBackFromAnExportBitByBit(String name) {
    Path file = folder.resolve(name);
    try (BcsNet net = BcsNet.load(checkpoint("zip"))) {
      net.weights(Map.of()).write(file);
      SameWeights.check(WeightFile.open(file), WeightFile.open(checkpoint("zip")));
      try (BcsNet again = BcsNet.load(file)) {
        assertSame(logits(again), logits(net));
      }
    }
  }
}
