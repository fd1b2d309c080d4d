package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.dataset.LoaderFixture;

class DatasetSplitTest {

  private static final int IMAGES = 24;

  private static Path root;
  private static BisDataset data;

  @BeforeContainer
  static void write() throws IOException {
    root = Files.createTempDirectory("split");
    data = LoaderFixture.data(root, IMAGES);
  }

  @AfterContainer
  static void remove() throws IOException {
    for (ImageMaskPair pair : data.pairs()) {
      Files.delete(pair.image());
      Files.delete(pair.mask());
    }
    Files.delete(root.resolve("images"));
    Files.delete(root.resolve("masks"));
    Files.delete(root);
  }

  private static DuplicatePair copies(int first, int second) {
    return new DuplicatePair(
        "a",
        data.pairs().get(first).image(),
        "a",
        data.pairs().get(second).image(),
        ImageRelation.copy(org.bis5k.data.Size.square(2)));
  }

  /** Copies of image numbers taken two by two. */
  private static List<DuplicatePair> copies(List<Integer> numbers) {
    List<DuplicatePair> copies = new ArrayList<>();
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      copies.add(copies(numbers.get(i), numbers.get(i + 1)));
    }
    return copies;
  }

  private static void requireWhole(List<DuplicatePair> copies, Fold fold) {
    Set<Path> held = new HashSet<>();
    fold.heldOut().forEach(pair -> held.add(pair.image()));
    for (DuplicatePair pair : copies) {
      assertThat(held.contains(pair.first())).isEqualTo(held.contains(pair.second()));
    }
    List<ImageMaskPair> all = new ArrayList<>(fold.train());
    all.addAll(fold.heldOut());
    assertThat(all).containsExactlyInAnyOrderElementsOf(data.pairs());
  }

  @Property(tries = 300)
  void everyImageIsHeldOutOnceAndNoGroupIsDivided(
      @ForAll @Size(max = 30) List<@IntRange(max = IMAGES - 1) Integer> numbers,
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll long seed) {
    List<DuplicatePair> copies = copies(numbers);
    DatasetSplit split = DatasetSplit.of(data, copies);
    if (split.groups() < count) {
      return;
    }
    List<Fold> folds = split.folds(count, seed);
    assertThat(folds).hasSize(count);
    List<ImageMaskPair> held = new ArrayList<>();
    for (Fold fold : folds) {
      requireWhole(copies, fold);
      assertThat(fold.heldOut()).isNotEmpty();
      held.addAll(fold.heldOut());
    }
    assertThat(held).containsExactlyInAnyOrderElementsOf(data.pairs());
    assertThat(DatasetSplit.of(data, copies).folds(count, seed)).isEqualTo(folds);
  }

  @Property(tries = 200)
  void aHeldOutPartIsNoLargerThanAskedFor(
      @ForAll @Size(max = 8) List<@IntRange(max = IMAGES - 1) Integer> numbers,
      @ForAll @IntRange(min = 20, max = 80) int percent,
      @ForAll long seed) {
    List<DuplicatePair> copies = copies(numbers);
    Fold fold = DatasetSplit.of(data, copies).holdOut(percent / 100.0, seed);
    requireWhole(copies, fold);
    assertThat(fold.heldOut()).hasSizeBetween(1, (int) Math.round(IMAGES * percent / 100.0));
    assertThat(DatasetSplit.of(data, copies).holdOut(percent / 100.0, seed)).isEqualTo(fold);
  }

  @Property(tries = 1)
  void withoutCopiesFoldsAreAlikeInSizeAndSeedsDiffer() {
    DatasetSplit split = DatasetSplit.of(data, List.of());
    assertThat(split.groups()).isEqualTo(IMAGES);
    assertThat(split.folds(5, 1))
        .extracting(fold -> fold.heldOut().size())
        .containsExactly(5, 5, 5, 5, 4);
    assertThat(split.folds(5, 1)).isNotEqualTo(split.folds(5, 2));
    assertThat(split.holdOut(0.25, 1).heldOut()).hasSize(6);
    assertThat(split.holdOut(0.25, 1)).isNotEqualTo(split.holdOut(0.25, 2));
  }

  /** 0-1, 1-2 and 2-3 are one group although 0 and 3 are no pair. */
  @Property(tries = 1)
  void copiesOfCopiesBelongTogether() {
    DatasetSplit split = DatasetSplit.of(data, copies(List.of(2, 3, 0, 1, 1, 2)));
    assertThat(split.groups()).isEqualTo(IMAGES - 3);
  }

  @Property(tries = 1)
  void refusesWhatCannotBeDivided() {
    List<Integer> chain = new ArrayList<>();
    for (int i = 1; i < IMAGES; i++) {
      chain.addAll(List.of(i - 1, i));
    }
    DatasetSplit one = DatasetSplit.of(data, copies(chain));
    assertThatThrownBy(() -> one.folds(2, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("2 folds need as many different pictures; found 1");
    assertThatThrownBy(() -> one.holdOut(0.5, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "A share of 0.5 of 24 images in 1 groups of copies leaves one part empty; take another"
                + " share");
    assertThatThrownBy(() -> one.folds(1, 1)).hasMessageEndingWith("two folds; found 1");
    assertThatThrownBy(() -> one.holdOut(1, 1)).hasMessageEndingWith("found 1.0");
  }
}
