package org.bis5k.examples;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.model.engine.OnnxExport;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.Checkpoint;
import org.bis5k.train.run.TrainedWeights;

/** Writes a network as an ONNX model. */
public final class ExportOnnxExample {

  private ExportOnnxExample() {}

  /**
   * Exports a weight file.
   *
   * @param arguments the weight file to read and the model to write
   */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /**
   * Exports a weight file. The model's metadata state how images are prepared, as in its own run or
   * as released, and where the weights come from.
   *
   * @param weights a BCSNet's weights
   * @param onnx ends in {@code .onnx}; replaced if it exists
   * @return the files written: the model, and before it its data where it needs a second file
   */
  public static List<Path> run(Path weights, Path onnx) {
    TrainedWeights trained = TrainedWeights.open(weights);
    Preprocessing preprocessing = Preprocessing.of(trained.config(List.of()).test().transforms());
    try (WeightFile file = WeightFile.open(weights)) {
      WeightFile released = Checkpoint.released(file);
      Map<String, String> metadata = new LinkedHashMap<>(released.metadata());
      metadata.put("source", weights.getFileName().toString());
      OnnxExport.Options options = OnnxExport.Options.of(preprocessing).withMetadata(metadata);
      return OnnxExport.of(released, weights, options).write(onnx);
    }
  }
}
