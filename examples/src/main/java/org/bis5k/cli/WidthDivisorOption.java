package org.bis5k.cli;

import org.bis5k.cli.terminal.Range;
import picocli.CommandLine.Option;

/** The option that chooses the width of the network. */
final class WidthDivisorOption {

  @Option(
      names = "--width-divisor",
      paramLabel = "D",
      defaultValue = "1",
      description = "1 (the released network), 2, 4, 8 or 16 (default: ${DEFAULT-VALUE}).")
  @Range(oneOf = {1, 2, 4, 8, 16})
  private int divisor;

  int divisor() {
    return divisor;
  }
}
