package org.bis5k.model.engine;

import java.nio.file.Path;
import java.util.Map;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.testing.FormulaWeights;

/** Networks with weights by formula as ONNX models; one tensor is in memory at a time. */
final class FormulaExport {

  private FormulaExport() {}

  static OnnxExport of(int divisor, OnnxExport.Options options) {
    Map<String, long[]> shapes = BcsNetGraph.of(BcsNetOptions.ofWidth(divisor)).layout().shapes();
    return OnnxExport.of(
        divisor, name -> FormulaWeights.values(name, name, shapes.get(name)), options);
  }

  static OnnxExport of(int divisor) {
    return of(divisor, OnnxExport.Options.of(Preprocessing.released()));
  }

  /** Writes the model of a width into a folder. */
  static Path file(int divisor, Path folder) {
    Path file = folder.resolve("div" + divisor + ".onnx");
    of(divisor).write(file);
    return file;
  }

  static Map<String, String> metadata(Path file) {
    try (NetworkFile network = NetworkFile.open(file)) {
      return network.metadata();
    }
  }
}
