package org.bis5k.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.train.config.RunConfig;

/** Configurations: YAML, and the meaning of its keys. */
public final class ConfigFuzzer {

  private ConfigFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.yaml", input, 32 << 20, ConfigFuzzer::read);
  }

  private static void read(Path file) {
    RunConfig config = RunConfig.load(file, List.of());
    if (!RunConfig.parse(config.toYaml(), "again", List.of()).equals(config)) {
      throw new AssertionError("What was written is read as something else: " + config.toYaml());
    }
  }
}
