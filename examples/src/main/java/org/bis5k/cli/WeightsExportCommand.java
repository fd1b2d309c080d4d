package org.bis5k.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.OnnxExport;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.Checkpoint;
import org.bis5k.train.run.TrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis weights export}. */
@Command(
    name = "export",
    description = {
      "Write a BCSNet as a model for other programs.",
      "Batch normalisation is folded into the convolutions; batch, height and width stay free."
    },
    mixinStandardHelpOptions = true)
final class WeightsExportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A .pth or .safetensors file, or a run folder.")
  private Path file;

  @Option(
      names = "--onnx",
      paramLabel = "OUT",
      required = true,
      description = "The ONNX model to write (operator set " + OnnxExport.OPSET + ").")
  private Path onnx;

  @Option(names = "--overwrite", description = "Replace OUT if it exists.")
  private boolean overwrite;

  WeightsExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (Files.exists(onnx) && !overwrite) {
      throw InvalidInputException.in(onnx, "exists already; name another file or give --overwrite");
    }
    TrainedWeights trained = TrainedWeights.open(file);
    try (WeightFile weights = WeightFile.open(trained.file())) {
      for (Path written : export(trained, weights).write(onnx)) {
        terminal.out().println("Wrote " + written);
      }
    }
    return 0;
  }

  /** The model states how its run prepared images, and where the weights come from. */
  private static OnnxExport export(TrainedWeights trained, WeightFile read) {
    Path source = trained.file();
    WeightFile weights = Checkpoint.released(read);
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    metadata.put("source", source.getFileName().toString());
    Preprocessing preprocessing = Preprocessing.of(trained.config(List.of()).test().transforms());
    return OnnxExport.of(
        weights, source, OnnxExport.Options.of(preprocessing).withMetadata(metadata));
  }
}
