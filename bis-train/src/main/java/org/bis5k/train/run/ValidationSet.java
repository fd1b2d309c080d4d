package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bis5k.data.Mask;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.config.ValidationConfig;
import org.bis5k.train.predict.Prediction;
import org.bis5k.train.predict.TestRun;

/**
 * Validation by the test protocol: thresholded predictions at each image's own size, scored as in
 * evaluation. Images are prepared as configured in section Test.
 */
final class ValidationSet implements Validation {

  private static final int CHUNK = 32;

  private final BisDataset data;
  private final TestConfig test;
  private final Metric metric;

  private ValidationSet(BisDataset data, TestConfig test, Metric metric) {
    this.data = data;
    this.test = test;
    this.metric = metric;
  }

  /** The configured validation; empty if {@code Train.Validation.root} is not set. */
  static Optional<Validation> of(RunConfig config) {
    ValidationConfig validation = config.train().validation();
    return validation.root().map(root -> of(root, config.test(), validation.metric()));
  }

  private static Validation of(Path root, TestConfig test, Metric metric) {
    return new ValidationSet(BisDataset.open(root, test.dataloader().badFiles()), test, metric);
  }

  @Override
  public double score(LogitFunction network) {
    TestRun run = TestRun.of(network, test);
    DatasetScoresBuilder scores = DatasetScores.builder(Profile.UACANET);
    List<ImageMaskPair> pairs = data.pairs();
    for (int from = 0; from < pairs.size(); from += CHUNK) {
      List<ImageMaskPair> chunk = pairs.subList(from, Math.min(from + CHUNK, pairs.size()));
      List<Prediction> predictions =
          chunk.stream().map(pair -> run.predict(ImageFiles.readRgb(pair.image()))).toList();
      IntStream.range(0, chunk.size())
          .parallel()
          .forEach(i -> scores.add(score(chunk.get(i), predictions.get(i))));
    }
    double value = scores.build().value(metric);
    return metric.higherIsBetter() ? value : -value;
  }

  private static ImageMeasurement score(ImageMaskPair pair, Prediction prediction) {
    Mask truth = Mask.of(ImageFiles.readGrey(pair.mask()));
    return ImageScorer.of(Profile.UACANET).measure(pair.stem(), prediction.thresholded(), truth);
  }
}
