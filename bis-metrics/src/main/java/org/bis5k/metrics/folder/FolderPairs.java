package org.bis5k.metrics.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
    Map<String, List<Path>> predictionOf = byStem(predictions);
    Map<String, List<Path>> truthOf = byStem(truths);
    TreeSet<String> stems = new TreeSet<>(truthOf.keySet());
    stems.addAll(predictionOf.keySet());
    List<Pair> pairs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String stem : stems) {
      List<Path> prediction = predictionOf.getOrDefault(stem, List.of());
      List<Path> truth = truthOf.getOrDefault(stem, List.of());
      if (prediction.isEmpty()) {
        problems.add(truth.get(0) + ": there is no prediction for this ground truth");
      } else if (truth.isEmpty()) {
        problems.add(prediction.get(0) + ": there is no ground truth for this prediction");
      } else {
        pairs.add(new Pair(stem, prediction.get(0), truth.get(0)));
      }
      reportDoubled(prediction, problems);
      reportDoubled(truth, problems);
    }
    return new FolderPairs(List.copyOf(pairs), List.copyOf(problems));
  }

  /**
   * The first file of each stem in a folder.
   *
   * @param folder a folder of images
   * @return the files by their stems, in order
   */
  public static Map<String, Path> firstByStem(Path folder) {
    Map<String, Path> first = new TreeMap<>();
    byStem(folder).forEach((stem, files) -> first.put(stem, files.get(0)));
    return first;
  }

  private static Map<String, List<Path>> byStem(Path folder) {
    Map<String, List<Path>> files = new TreeMap<>();
    for (Path file : ImageFiles.list(folder)) {
      files.computeIfAbsent(ImageFiles.stem(file), stem -> new ArrayList<>()).add(file);
    }
    return files;
  }

  private static void reportDoubled(List<Path> files, List<String> problems) {
    for (int i = 1; i < files.size(); i++) {
      problems.add(files.get(i) + ": has the same stem as " + files.get(0) + "; keep one of them");
    }
  }
}
