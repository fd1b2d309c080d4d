package org.bis5k.model.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.BcsNet;
import org.bis5k.model.kernel.Backend;

/** Chooses the engine of a file. Knows ONNX Runtime by name only, because it may be absent. */
final class EngineChoice {

  private static final String RUNTIME = "ai.onnxruntime.OrtEnvironment";

  private EngineChoice() {}

  static Segmenter open(Path file, SegmenterEngine engine, SegmenterDevice device) {
    if (engine == SegmenterEngine.DL4J) {
      return dl4j(file, device, "as asked");
    }
    Optional<String> obstacle = obstacle();
    return obstacle.isPresent() && engine == SegmenterEngine.AUTO && !OnnxExport.isOnnx(file)
        ? dl4j(file, device, obstacle.get())
        : onnx(file, device, obstacle);
  }

  private static Segmenter dl4j(Path file, SegmenterDevice device, String reason) {
    if (OnnxExport.isOnnx(file)) {
      throw InvalidInputException.in(
          file, "holds an ONNX model, which the engine dl4j cannot compute; take onnx or auto");
    }
    if (device == SegmenterDevice.CUDA && Backend.onCpu()) {
      throw InvalidInputException.in(
          file,
          "cannot be computed on a GPU by the engine dl4j, which is "
              + Backend.description()
              + " ("
              + reason
              + "). Build with -Pcuda, or take the device auto");
    }
    return Dl4jSegmenter.owning(BcsNet.load(file), reason);
  }

  private static Segmenter onnx(Path file, SegmenterDevice device, Optional<String> obstacle) {
    boolean model = OnnxExport.isOnnx(file);
    if (obstacle.isPresent()) {
      throw InvalidInputException.in(
          file,
          "the engine onnx is not available: "
              + obstacle.get()
              + (model ? "" : ". The engine dl4j is"));
    }
    return model ? OnnxSegmenter.open(file, device) : OnnxSegmenter.exporting(file, device);
  }

  /** Why ONNX Runtime cannot be used, if it cannot. Starting it loads its native library. */
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
