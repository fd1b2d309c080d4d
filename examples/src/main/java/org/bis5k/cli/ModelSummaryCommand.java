package org.bis5k.cli;

import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.model.ModelSummary;
import org.bis5k.model.network.BcsNetOptions;
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
    terminal.out().print(ModelSummary.of(BcsNetOptions.ofWidth(width.divisor())));
    return 0;
  }
}
