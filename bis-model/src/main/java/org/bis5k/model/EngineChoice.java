package org.bis5k.model;

import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/** Chooses the engine of a file. Knows ONNX Runtime by name only, because it may be absent. */
final class EngineChoice {

  private static final String RUNTIME = "ai.onnxruntime.OrtEnvironment";
  private static final String ABSENT = "ONNX Runtime is not on the class path";

  private EngineChoice() {}

  static Segmenter open(Path file, SegmenterEngine engine, SegmenterDevice device) {
    return switch (engine) {
      case AUTO ->
          hasRuntime() || OnnxExport.isOnnx(file) ? onnx(file, device) : dl4j(file, ABSENT);
      case DL4J -> dl4j(file, "as asked");
      case ONNX -> onnx(file, device);
    };
  }

  private static Segmenter dl4j(Path file, String reason) {
    if (OnnxExport.isOnnx(file)) {
      throw InvalidInputException.in(
          file, "holds an ONNX model, which the engine dl4j cannot compute; take onnx or auto");
    }
    return Dl4jSegmenter.owning(BcsNet.load(file), reason);
  }

  private static Segmenter onnx(Path file, SegmenterDevice device) {
    if (!hasRuntime()) {
      throw InvalidInputException.in(
          file,
          "the engine onnx is not available: "
              + ABSENT
              + ". Add com.microsoft.onnxruntime:onnxruntime to it"
              + (OnnxExport.isOnnx(file) ? "" : ", or take the engine dl4j"));
    }
    return OnnxExport.isOnnx(file)
        ? OnnxSegmenter.open(file, device)
        : OnnxSegmenter.exporting(file, device);
  }

  private static boolean hasRuntime() {
    try {
      Class.forName(RUNTIME, false, EngineChoice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
