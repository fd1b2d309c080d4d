package org.bis5k.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bis5k.data.image.ImageFiles;

/**
 * The files of two folders that share a stem, such as an image and its mask or a prediction and its
 * ground truth. A pair has one file on each side.
 *
 * @param stem the name without folder and suffix
 * @param left the files of the first folder, none or more
 * @param right the files of the second folder, none or more
 */
public record StemGroup(String stem, List<Path> left, List<Path> right) {

  /**
   * Groups files by their stems.
   *
   * @param left the files of the first folder
   * @param right the files of the second folder
   * @return a group for every stem, in the order of the stems
   */
  public static List<StemGroup> of(Collection<Path> left, Collection<Path> right) {
    SortedMap<String, StemGroup> groups = new TreeMap<>();
    left.forEach(file -> group(groups, file).left.add(file));
    right.forEach(file -> group(groups, file).right.add(file));
    return groups.values().stream()
        .map(group -> new StemGroup(group.stem, List.copyOf(group.left), List.copyOf(group.right)))
        .toList();
  }

  private static StemGroup group(SortedMap<String, StemGroup> groups, Path file) {
    return groups.computeIfAbsent(
        ImageFiles.stem(file), stem -> new StemGroup(stem, new ArrayList<>(), new ArrayList<>()));
  }

  /**
   * Reports the files after the first of each side.
   *
   * @param problem receives each file and what is wrong with it
   */
  public void reportDuplicates(BiConsumer<Path, String> problem) {
    for (List<Path> side : List.of(left, right)) {
      for (Path file : side.subList(Math.min(1, side.size()), side.size())) {
        problem.accept(file, "has the same stem as " + side.get(0) + "; keep one of them");
      }
    }
  }
}
