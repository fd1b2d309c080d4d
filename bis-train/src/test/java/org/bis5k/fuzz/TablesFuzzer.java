package org.bis5k.fuzz;

import java.util.List;
import org.bis5k.metrics.table.ScoreTable;

/** Tables of scores, of this library or the released toolkit, that are read to be compared. */
public final class TablesFuzzer {

  private TablesFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.csv", input, 32 << 20, file -> ScoreTable.read(List.of(file)).markdown());
  }
}
