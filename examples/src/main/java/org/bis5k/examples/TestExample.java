package org.bis5k.examples;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.TestRun;

/** Predicts the test sets of a configuration. */
public final class TestExample {

  private TestExample() {}

  /**
   * Writes the predictions of a trained network.
   *
   * @param arguments a configuration, a weight file, and the folder of predictions
   */
  public static void main(String[] arguments) {
    run(
        RunConfig.load(Path.of(arguments[0]), List.of()),
        Path.of(arguments[1]),
        Path.of(arguments[2]));
  }

  /**
   * Predicts every image of the test sets.
   *
   * @param config its section Test names the data and how images are prepared
   * @param weights a BCSNet's weights
   * @param out the folder of predictions
   * @return one report per test set
   */
  public static List<TestRun.Report> run(RunConfig config, Path weights, Path out) {
    PredictorOptions options = PredictorOptions.defaults().withConfig(config);
    try (Predictor predictor = Predictor.open(weights, options)) {
      return predictor.predictTestSets(out, FolderOptions.defaults(), image -> {});
    }
  }
}
