package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.TestRun;

/** Predicts a folder with an ONNX model. */
public final class PredictOnnxExample {

  private PredictOnnxExample() {}

  /**
   * Writes the predictions of an ONNX model.
   *
   * @param arguments the model, the folder of images, and the folder of predictions
   */
  public static void main(String[] arguments) {
    TestRun.Report report =
        run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    System.out.println(report.images() + " images written, " + report.kept() + " kept");
  }

  /**
   * Predicts every image of a folder in ONNX Runtime. Existing predictions are kept, so that an
   * interrupted call can be repeated.
   *
   * @param model a {@code .onnx} file, which tells how images are prepared
   * @param images the folder of images
   * @param out the folder of predictions
   * @return what was done
   */
  public static TestRun.Report run(Path model, Path images, Path out) {
    PredictorOptions options = PredictorOptions.defaults().withEngine(SegmenterOptions.Engine.ONNX);
    FolderOptions folder = FolderOptions.defaults().withExisting(ExistingFiles.KEEP);
    try (Predictor predictor = Predictor.open(model, options)) {
      System.out.println(predictor.engine());
      return predictor.predictFolder(images, out, folder, image -> {});
    }
  }
}
