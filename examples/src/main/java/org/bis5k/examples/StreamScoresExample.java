package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.train.Predictor;

/** Predicts and scores a data set image by image, without intermediate files. */
public final class StreamScoresExample {

  private StreamScoresExample() {}

  /**
   * Prints the table of scores.
   *
   * @param arguments a weight file, and a folder with {@code images} and {@code masks}
   */
  public static void main(String[] arguments) {
    System.out.print(ScoreTable.of("BCSNet", run(Path.of(arguments[0]), Path.of(arguments[1]))));
  }

  /**
   * Predicts and scores a data set.
   *
   * @param weights a BCSNet's weights
   * @param data a folder with {@code images} and {@code masks}
   * @return the thirteen scores of the thresholded predictions
   */
  public static DatasetScores run(Path weights, Path data) {
    DatasetScoresBuilder scores = DatasetScores.builder(Profile.UACANET);
    try (Predictor predictor = Predictor.open(weights)) {
      for (ImageMaskPair pair : BisDataset.open(data, BadFiles.FAIL).pairs()) {
        GreyImage predicted = predictor.predict(pair.image()).thresholded();
        scores.add(pair.stem(), predicted, Mask.of(ImageFiles.readGrey(pair.mask())));
      }
    }
    return scores.build();
  }
}
