package org.bis5k.fuzz;

import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;

/** Weight files: PyTorch's zip and legacy containers with their pickles, and safetensors. */
public final class WeightsFuzzer {

  private WeightsFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check(
        "fuzzed.pth",
        input,
        32 << 20,
        file -> WeightFile.open(file).tensors().values().forEach(Tensor::toFloats));
  }
}
