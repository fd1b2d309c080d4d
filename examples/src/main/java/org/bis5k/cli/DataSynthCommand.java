package org.bis5k.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bis5k.cli.demo.SyntheticTiles;
import org.bis5k.cli.demo.SyntheticTilesOptions;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.synthetic.SyntheticTissue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bis data synth}. */
@Command(
    name = "synth",
    description = "Write synthetic stained tissue with its masks, in BIS5k's layout.",
    mixinStandardHelpOptions = true)
final class DataSynthCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ROOT", description = "Folder of the data set; made if missing.")
  private Path root;

  @Mixin private SyntheticTilesOptions options;

  DataSynthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SyntheticTiles tiles = options.tiles();
    SyntheticTissue.of(tiles.size(), tiles.seed()).write(root, tiles.train(), tiles.test());
    terminal
        .out()
        .println(
            "Wrote "
                + tiles.train()
                + " training and "
                + tiles.test()
                + " test tiles of "
                + tiles.size()
                + " to "
                + root);
    return 0;
  }
}
