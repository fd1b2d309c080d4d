package org.bis5k.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.OnnxExport;
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
    for (Path written : ExportOnnxExample.run(TrainedNetwork.fileOf(file), onnx)) {
      terminal.out().println("Wrote " + written);
    }
    return 0;
  }
}
