package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.table.ScoreTable;

/** Scores a folder of predictions against a folder of masks. */
public final class EvaluateExample {

  private EvaluateExample() {}

  /**
   * Prints the table of scores.
   *
   * @param arguments the folder of predictions and the folder of masks
   */
  public static void main(String[] arguments) {
    System.out.print(ScoreTable.of("BCSNet", run(Path.of(arguments[0]), Path.of(arguments[1]))));
  }

  /**
   * Scores two folders by the conventions of the BCSNet paper's toolkit.
   *
   * @param predictions grey PNGs
   * @param masks grey PNGs of the same names and sizes
   * @return the thirteen scores, of the set and of each image
   */
  public static DatasetScores run(Path predictions, Path masks) {
    return FolderEvaluator.of(Profile.UACANET).evaluate(predictions, masks);
  }
}
