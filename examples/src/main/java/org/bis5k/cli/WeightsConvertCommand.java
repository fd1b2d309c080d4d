package org.bis5k.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.Checkpoint;
import org.bis5k.train.run.TrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis weights convert}. */
@Command(
    name = "convert",
    description = {
      "Write weights in another format; names, shapes, types and bits stay.",
      "Of a training checkpoint the weights are written, not the optimiser's state."
    },
    mixinStandardHelpOptions = true)
final class WeightsConvertCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A .pth or .safetensors file, or a run folder.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "Ends in .pth or .safetensors.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace OUT if it exists.")
  private boolean overwrite;

  WeightsConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (Files.exists(out) && !overwrite) {
      throw InvalidInputException.in(out, "exists already; name another file or give --overwrite");
    }
    try (WeightFile source = WeightFile.open(TrainedWeights.fileOf(in))) {
      WeightFile weights = Checkpoint.released(source);
      weights.write(out);
      int written = weights.tensors().size();
      terminal.out().println("Wrote " + written + " tensors to " + out);
      int left = source.tensors().size() - written;
      if (left > 0) {
        terminal.out().println("Left out " + left + " tensors of the optimiser");
      }
    }
    return 0;
  }
}
