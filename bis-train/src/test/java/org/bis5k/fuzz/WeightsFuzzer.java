package org.bis5k.fuzz;

import java.nio.file.Path;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;

/** Weight files: PyTorch's zip and legacy containers with their pickles, and safetensors. */
public final class WeightsFuzzer {

  private WeightsFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.pth", input, 32 << 20, WeightsFuzzer::read);
  }

  private static void read(Path file) {
    try (WeightFile weights = WeightFile.open(file)) {
      weights.tensors().values().forEach(Tensor::toFloats);
      weights.notFinite();
      weights.sha256();
    }
  }
}
