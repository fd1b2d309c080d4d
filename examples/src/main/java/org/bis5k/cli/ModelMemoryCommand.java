package org.bis5k.cli;

import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.SizeConverter;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.Size;
import org.bis5k.model.MemoryEstimate;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bis model memory}. */
@Command(
    name = "memory",
    description = "Estimate the memory that BCSNet needs, without making it.",
    mixinStandardHelpOptions = true)
final class ModelMemoryCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private WidthDivisorOption width;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = "352",
      converter = SizeConverter.class,
      description = "Height and width of the images (default: ${DEFAULT-VALUE}).")
  private Size size;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "1",
      description = "Images at once (default: ${DEFAULT-VALUE}).")
  @Range(from = 1)
  private int batch;

  @Option(names = "--train", description = "For training; without it for prediction.")
  private boolean train;

  @Option(
      names = "--recompute",
      description = "For training with Model.recompute, which keeps less of the encoder.")
  private boolean recompute;

  ModelMemoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PassMode mode = PassMode.INFERENCE;
    if (recompute) {
      mode = PassMode.RECOMPUTING;
    } else if (train) {
      mode = PassMode.TRAINING;
    }
    terminal
        .out()
        .print(MemoryEstimate.of(BcsNetOptions.ofWidth(width.divisor()), size, batch, mode));
    return 0;
  }
}
