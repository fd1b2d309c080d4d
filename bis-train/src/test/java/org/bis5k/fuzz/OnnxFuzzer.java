package org.bis5k.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.train.run.TrainedWeights;

/** ONNX models as far as they are read before ONNX Runtime: places of weights and metadata. */
public final class OnnxFuzzer {

  private OnnxFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.onnx", input, 32 << 20, OnnxFuzzer::read);
  }

  private static void read(Path file) {
    try (TrainedWeights weights = TrainedWeights.open(file)) {
      weights.config(List.of());
    }
  }
}
