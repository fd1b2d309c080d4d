package org.bis5k.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bis model summary}. */
@Command(
    name = "summary",
    description = "Print the parameters of BCSNet layer by layer.",
    mixinStandardHelpOptions = true)
final class ModelSummaryCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--width-divisor",
      paramLabel = "D",
      defaultValue = "1",
      description = "1 (the released network), 2, 4, 8 or 16 (default: ${DEFAULT-VALUE}).")
  private int divisor;

  ModelSummaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(SummariseExample.run(divisor));
    return 0;
  }
}
