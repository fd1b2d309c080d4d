package org.bis5k.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bis model summary}. */
@Command(
    name = "summary",
    description = "Print the parameters of BCSNet layer by layer.",
    mixinStandardHelpOptions = true)
final class ModelSummaryCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private WidthDivisorOption width;

  ModelSummaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(SummariseExample.run(width.divisor()));
    return 0;
  }
}
