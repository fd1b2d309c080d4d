package org.bis5k.fuzz;

import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.file.ShardJson;

/** Files of scores in JSON: of a method on a data set, and of a shard. */
public final class ResultsFuzzer {

  private static final long MOST_BYTES = 32 << 20;

  private ResultsFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.json", input, MOST_BYTES, ScoreJson::read);
    Limits.check("fuzzed.json", input, MOST_BYTES, ShardJson::read);
  }
}
