package org.bis5k.cli;

import java.nio.file.Path;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.cli.terminal.TrainedNetwork;
import org.bis5k.model.engine.SegmenterOptions;
import picocli.CommandLine.Option;

/** The options that choose what computes a prediction. */
final class EngineOptions {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description = {
        "onnx (ONNX Runtime), dl4j, or auto: onnx where it is available (default:"
            + " ${DEFAULT-VALUE})."
      })
  private SegmenterOptions.Engine engine;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = {
        "Where onnx computes: cpu, cuda, or auto: a GPU that answers, else the CPU (default:"
            + " ${DEFAULT-VALUE})."
      })
  private SegmenterOptions.Device device;

  /** Opens a network and says on the error stream what computes it and why. */
  TrainedNetwork open(Path weights, Terminal terminal) {
    TrainedNetwork network = TrainedNetwork.open(weights, new SegmenterOptions(engine, device));
    terminal.err().println("Engine: " + network.engine());
    return network;
  }
}
