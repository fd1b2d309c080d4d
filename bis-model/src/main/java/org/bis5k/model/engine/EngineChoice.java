package org.bis5k.model.engine;

import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.BcsNet;
import org.bis5k.model.kernel.Backend;
import org.bis5k.model.weights.WeightFile;

/**
 * Chooses the engine of a file. It names no class of ONNX Runtime in its own code, because the
 * library may be absent.
 */
final class EngineChoice {

  private static final String RUNTIME = "ai.onnxruntime.OrtEnvironment";

  private EngineChoice() {}

  static Segmenter open(NetworkFile file, SegmenterOptions options) {
    if (options.engine() == SegmenterOptions.Engine.DL4J) {
      return dl4j(file, options.device(), "as asked");
    }
    Optional<String> obstacle = obstacle();
    return obstacle.isPresent()
            && options.engine() == SegmenterOptions.Engine.AUTO
            && !file.isOnnx()
        ? dl4j(file, options.device(), obstacle.get())
        : onnx(file, options.device(), obstacle);
  }

  private static Segmenter dl4j(NetworkFile file, SegmenterOptions.Device device, String reason) {
    WeightFile weights =
        file.weights()
            .orElseThrow(
                () ->
                    InvalidInputException.in(
                        file.path(),
                        "holds an ONNX model, which the engine dl4j cannot compute; take onnx or"
                            + " auto"));
    if (device == SegmenterOptions.Device.CUDA && Backend.onCpu()) {
      throw InvalidInputException.in(
          file.path(),
          ("cannot be computed on a GPU by the engine dl4j, which is %s (%s). Build with -Pcuda, or"
                  + " take the device auto")
              .formatted(Backend.description(), reason));
    }
    return Dl4jSegmenter.owning(BcsNet.of(weights, file.path()), reason);
  }

  private static Segmenter onnx(
      NetworkFile file, SegmenterOptions.Device device, Optional<String> obstacle) {
    if (obstacle.isPresent()) {
      throw InvalidInputException.in(
          file.path(),
          "the engine onnx is not available: "
              + obstacle.get()
              + (file.isOnnx() ? "" : ". The engine dl4j is"));
    }
    return OnnxSegmenter.open(file, device);
  }

  /** Tells why ONNX Runtime cannot be used, if so. Loading the class loads its native library. */
  private static Optional<String> obstacle() {
    try {
      Class.forName(RUNTIME, true, EngineChoice.class.getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException absent) {
      return Optional.of(
          "ONNX Runtime (com.microsoft.onnxruntime:onnxruntime) is not on the class path");
    } catch (LinkageError unusable) {
      return Optional.of("ONNX Runtime cannot start on this machine: " + unusable);
    }
  }
}
