package org.bis5k.cli.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bis demo}. */
@Command(
    name = "demo",
    description = {
      "Make synthetic tissue, train a slim BCSNet on it, test it and show the scores.",
      "Writes predictions, a contact sheet, the loss curve and summary.md."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Folder of the demo (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs to train; 0 tests the fresh network (default: as demo.yaml says).")
  @Range(from = 0, to = 1_000_000)
  private Integer epochs;

  @Mixin private SyntheticTilesOptions options;

  @Option(
      names = "--resize",
      paramLabel = "N",
      description =
          "Height and width that tiles are resized to for the network, a multiple of 16"
              + " (default: as demo.yaml says).")
  @Range(from = 16, multipleOf = 16)
  private Integer resize;

  @Option(
      names = "--overwrite",
      description = "Remove what an earlier demo wrote into the folder, and nothing else.")
  private boolean overwrite;

  /**
   * The command.
   *
   * @param terminal where it prints
   */
  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SyntheticTiles tiles = options.tiles();
    if (Math.min(tiles.train(), tiles.test()) < 1) {
      throw new InvalidInputException("--train and --test: the demo needs at least 1 tile of each");
    }
    new Demo(DemoFolder.of(out), tiles, epochs, resize, terminal).run(overwrite);
    return 0;
  }
}
