package org.bis5k.data.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bis5k.data.DisjointSets;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.EpochOrder;
import org.bis5k.data.dataset.ImageMaskPair;

/**
 * Divides a data set at random and keeps all files of one picture on one side: a network must not
 * be tested on images that it was trained with. Images that are copies of each other, directly or
 * over others, form a group; groups are never divided. The same data, duplicates and seed give the
 * same parts.
 */
public final class DatasetSplit {

  private final List<ImageMaskPair> pairs;
  private final List<List<Integer>> groups;

  private DatasetSplit(List<ImageMaskPair> pairs, List<List<Integer>> groups) {
    this.pairs = pairs;
    this.groups = groups;
  }

  /**
   * Gathers the groups.
   *
   * @param data the data set to divide
   * @param duplicates copies, as an audit found them; those with images outside the data are
   *     ignored
   * @return the split, to be drawn
   */
  public static DatasetSplit of(BisDataset data, Collection<DuplicatePair> duplicates) {
    List<ImageMaskPair> pairs = data.pairs();
    Map<Path, Integer> places = new HashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      places.put(pairs.get(i).image(), i);
    }
    DisjointSets sets = DisjointSets.of(pairs.size());
    for (DuplicatePair pair : duplicates) {
      Integer first = places.get(pair.first());
      Integer second = places.get(pair.second());
      if (first != null && second != null) {
        sets.join(first, second);
      }
    }
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      groups.computeIfAbsent(sets.find(i), root -> new ArrayList<>()).add(i);
    }
    return new DatasetSplit(pairs, List.copyOf(groups.values()));
  }

  /**
   * The number of groups: pictures, not files.
   *
   * @return at most the number of pairs
   */
  public int groups() {
    return groups.size();
  }

  /**
   * Parts for cross-validation: each image is held out in exactly one fold. The groups are
   * shuffled, and, larger ones first, each goes to the fold with fewest images; so folds differ by
   * no more images than the largest group has.
   *
   * @param count the number of folds, from 2 to the number of groups
   * @param seed chooses the folds
   * @return the folds
   * @throws InvalidInputException if there are fewer groups than folds
   * @throws IllegalArgumentException if there are fewer than two folds
   */
  public List<Fold> folds(int count, long seed) {
    if (count < 2) {
      throw new IllegalArgumentException("Cross-validation needs two folds; found " + count);
    }
    if (count > groups.size()) {
      throw new InvalidInputException(
          count + " folds need as many different pictures; found " + groups.size());
    }
    List<List<Integer>> order = shuffled(seed);
    order.sort(Comparator.comparing(group -> -group.size())); // stable: ties keep their order
    int[] sizes = new int[count];
    int[] foldOf = new int[pairs.size()];
    for (List<Integer> group : order) {
      int smallest = 0;
      for (int fold = 1; fold < count; fold++) {
        smallest = sizes[fold] < sizes[smallest] ? fold : smallest;
      }
      sizes[smallest] += group.size();
      for (int image : group) {
        foldOf[image] = smallest;
      }
    }
    List<Fold> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      folds.add(fold(foldOf, fold));
    }
    return folds;
  }

  /**
   * One part to hold out.
   *
   * @param share how much of the images to hold out, above 0 and below 1; groups are added in
   *     random order as long as they fit
   * @param seed chooses the images
   * @return both parts, neither empty
   * @throws InvalidInputException if the share leaves a part empty
   * @throws IllegalArgumentException if the share is out of range
   */
  public Fold holdOut(double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("A share lies between 0 and 1; found " + share);
    }
    long most = Math.round(share * pairs.size());
    int[] foldOf = new int[pairs.size()];
    int held = 0;
    for (List<Integer> group : shuffled(seed)) {
      if (held + group.size() <= most) {
        held += group.size();
        for (int image : group) {
          foldOf[image] = 1;
        }
      }
    }
    if (held == 0 || held == pairs.size()) {
      throw new InvalidInputException(
          "A share of %s of %d images in %d groups of copies leaves one part empty; take another share"
              .formatted(share, pairs.size(), groups.size()));
    }
    return fold(foldOf, 1);
  }

  private List<List<Integer>> shuffled(long seed) {
    return Arrays.stream(EpochOrder.shuffled(groups.size(), seed, 0))
        .mapToObj(groups::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Fold fold(int[] foldOf, int heldOut) {
    List<ImageMaskPair> train = new ArrayList<>();
    List<ImageMaskPair> held = new ArrayList<>();
    for (int i = 0; i < foldOf.length; i++) {
      (foldOf[i] == heldOut ? held : train).add(pairs.get(i));
    }
    return new Fold(train, held);
  }
}
