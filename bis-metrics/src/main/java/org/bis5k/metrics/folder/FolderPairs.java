package org.bis5k.metrics.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.dataset.StemGroup;
import org.bis5k.data.image.ImageFiles;

/**
 * The files of two folders paired by their names without extension.
 *
 * @param pairs the pairs in the order of their stems
 * @param problems one sentence for each missing, extra or duplicate file, beginning with its path
 */
public record FolderPairs(List<Pair> pairs, List<String> problems) {

  /**
   * A prediction and its ground truth.
   *
   * @param stem the name of both files without extension
   * @param prediction the prediction's file
   * @param truth the ground truth's file
   */
  public record Pair(String stem, Path prediction, Path truth) {}

  /**
   * Pairs the files of two folders.
   *
   * @param predictions the folder of predictions
   * @param truths the folder of ground truths
   * @return the pairs and the files without a partner
   */
  public static FolderPairs of(Path predictions, Path truths) {
    List<Pair> pairs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (StemGroup group : StemGroup.of(ImageFiles.list(predictions), ImageFiles.list(truths))) {
      List<Path> prediction = group.left();
      List<Path> truth = group.right();
      if (prediction.isEmpty()) {
        problems.add(truth.get(0) + ": there is no prediction for this ground truth");
      } else if (truth.isEmpty()) {
        problems.add(prediction.get(0) + ": there is no ground truth for this prediction");
      } else {
        pairs.add(new Pair(group.stem(), prediction.get(0), truth.get(0)));
      }
      group.reportDuplicates((file, problem) -> problems.add(file + ": " + problem));
    }
    return new FolderPairs(List.copyOf(pairs), List.copyOf(problems));
  }
}
