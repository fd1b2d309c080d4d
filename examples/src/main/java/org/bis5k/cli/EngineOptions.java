package org.bis5k.cli;

import java.nio.file.Path;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.PlainText;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import picocli.CommandLine.Option;

/** The options that choose what computes a prediction. */
final class EngineOptions {

  /** A field, because the log manager references loggers weakly. */
  private static final Logger ONNX_RUNTIME = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

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

  /** Opens a network and prints on the error stream what computes it and why. */
  Predictor open(Path weights, PredictorOptions options, Terminal terminal) {
    ONNX_RUNTIME.setFilter(warning -> printed(warning, terminal));
    Predictor predictor = Predictor.open(weights, options.withEngine(engine).withDevice(device));
    terminal.err().println("Engine: " + predictor.engine());
    return predictor;
  }

  /** A line in place of a stack trace; the warning itself is then dropped. */
  private static boolean printed(LogRecord warning, Terminal terminal) {
    String cause = warning.getThrown() == null ? "" : ": " + warning.getThrown();
    terminal.err().println("ONNX Runtime: " + PlainText.line(warning.getMessage() + cause));
    return false;
  }
}
