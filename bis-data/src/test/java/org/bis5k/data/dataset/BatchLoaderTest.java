package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BatchLoader.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLoaderTest {

  @TempDir Path root;

  @Test
  void evaluationGivesEverySampleOnceSortedByName() throws IOException {
    try (BatchLoader loader = loader(5, Options.evaluation(2))) {
      assertThat(loader.batchesPerEpoch()).isEqualTo(3);
      List<Batch> batches = LoaderFixture.all(loader.epoch(0));
      assertThat(batches)
          .extracting(Batch::names)
          .containsExactly(List.of("s00", "s01"), List.of("s02", "s03"), List.of("s04"));
      assertThat(batches.get(1).images()[12]).isEqualTo(3);
      assertThat(batches.get(2).masks()).containsExactly(0, 1, 0, 0);
    }
  }

  @Test
  void trainingDropsTheIncompleteBatchAndShufflesByEpoch() throws IOException {
    try (BatchLoader loader = loader(11, Options.training(2, 7))) {
      assertThat(loader.batchesPerEpoch()).isEqualTo(5);
      List<String> first = LoaderFixture.names(loader.epoch(0));
      assertThat(first).hasSize(10).doesNotHaveDuplicates().isNotEqualTo(sorted(first));
      assertThat(LoaderFixture.names(loader.epoch(1))).hasSize(10).isNotEqualTo(first);
      assertThat(LoaderFixture.names(loader.epoch(0))).isEqualTo(first);
    }
  }

  @Test
  void anotherSeedGivesAnotherOrder() throws IOException {
    try (BatchLoader seven = loader(11, Options.training(2, 7));
        BatchLoader eight = loader(11, Options.training(2, 8))) {
      assertThat(LoaderFixture.names(eight.epoch(0)))
          .isNotEqualTo(LoaderFixture.names(seven.epoch(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void theNumberOfThreadsChangesNothing(int threads) throws IOException {
    Options options = Options.training(3, 99).withThreads(1);
    try (BatchLoader one = loader(13, options);
        BatchLoader many = loader(13, options.withThreads(threads).withCacheBytes(100))) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(LoaderFixture.content(many.epoch(epoch)))
            .isEqualTo(LoaderFixture.content(one.epoch(epoch)));
      }
    }
  }

  @Test
  void drawsDifferByEpochButNotByPositionInTheOrder() throws IOException {
    try (BatchLoader shuffled = loader(4, Options.training(1, 5));
        BatchLoader sorted = loader(4, new Options(1, false, true, 1, 5, 1, 0, 100))) {
      List<String> drawn = LoaderFixture.content(shuffled.epoch(0));
      assertThat(LoaderFixture.content(sorted.epoch(0))).containsExactlyInAnyOrderElementsOf(drawn);
      assertThat(LoaderFixture.content(sorted.epoch(1))).doesNotContainAnyElementsOf(drawn);
    }
  }

  @Test
  void resumingInsideAnEpochGivesItsRemainingBatches() throws IOException {
    try (BatchLoader loader = loader(10, Options.training(2, 3))) {
      List<String> whole = LoaderFixture.content(loader.epoch(2));
      assertThat(LoaderFixture.content(loader.epoch(2, 3))).isEqualTo(whole.subList(3, 5));
      try (Epoch none = loader.epoch(2, 5)) {
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next)
            .isInstanceOf(NoSuchElementException.class)
            .hasMessage("Epoch 2 has no batch 5");
      }
      assertThatThrownBy(() -> loader.epoch(2, 6))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("An epoch counts from 0 and has 5 batches; found epoch 2, first batch 6");
    }
  }

  @Test
  void anEpochIsReadByForEachOnce() throws IOException {
    try (BatchLoader loader = loader(5, Options.evaluation(2));
        Epoch epoch = loader.epoch(0)) {
      List<String> names = new ArrayList<>();
      for (Batch batch : epoch) {
        names.addAll(batch.names());
        if (names.size() == 2) {
          break;
        }
      }
      for (Batch batch : epoch) {
        names.addAll(batch.names());
      }
      assertThat(names).containsExactly("s00", "s01", "s02", "s03", "s04");
      assertThat(epoch).isEmpty();
    }
  }

  @Test
  void onlyThePrefetchedBatchesAreWorkedOn() throws IOException {
    Options options = new Options(2, false, false, 2, 0, 3, 0, 100);
    try (BatchLoader loader = loader(20, options);
        Epoch epoch = loader.epoch(0)) {
      assertThat(epoch.submittedBatches()).isEqualTo(3);
      epoch.next();
      assertThat(epoch.nextBatch()).isEqualTo(1);
      assertThat(epoch.submittedBatches()).isEqualTo(4);
    }
  }

  @Test
  void theCacheServesLaterEpochsWithoutTheFiles() throws IOException {
    BisDataset data = LoaderFixture.data(root, 4);
    Options options = Options.evaluation(2).withCacheBytes(4 * LoaderFixture.PAIR_BYTES);
    try (BatchLoader loader = BatchLoader.of(data, LoaderFixture::drawing, options)) {
      List<String> before = LoaderFixture.content(loader.epoch(0));
      assertThat(loader.keptBytes()).isEqualTo(4 * LoaderFixture.PAIR_BYTES);
      for (ImageMaskPair pair : data.pairs()) {
        Files.delete(pair.image());
      }
      assertThat(LoaderFixture.content(loader.epoch(0))).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 47, 100})
  void theCacheKeepsToItsLimit(int limit) throws IOException {
    try (BatchLoader loader = loader(5, Options.evaluation(2).withCacheBytes(limit))) {
      LoaderFixture.all(loader.epoch(0));
      LoaderFixture.all(loader.epoch(1));
      assertThat(loader.keptBytes())
          .isEqualTo(Math.min(5, limit / LoaderFixture.PAIR_BYTES) * LoaderFixture.PAIR_BYTES);
    }
  }

  @Test
  void aBatchLargerThanTheDataIsRefused() throws IOException {
    BisDataset data = LoaderFixture.data(root, 3);
    assertThatThrownBy(() -> BatchLoader.of(data, LoaderFixture::drawing, Options.training(4, 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "The batch size 4 exceeds the 3 samples of the data set, and the incomplete last batch"
                + " is dropped: no batch is left. Take a batch size of at most 3");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Options(0, true, true, 1, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Batch size, threads and prefetch are at least 1, cache bytes at least 0;"
                + " found 0, 1, 1 and 0");
  }

  private BatchLoader loader(int samples, Options options) throws IOException {
    BisDataset data = LoaderFixture.data(root, samples);
    return BatchLoader.of(data, LoaderFixture::drawing, options);
  }

  private static List<String> sorted(List<String> names) {
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(null);
    return sorted;
  }

  @Test
  void everyOptionCanBeChangedAlone() {
    Options options = Options.evaluation(1).withThreads(1);
    assertThat(
            options
                .withBatchSize(2)
                .withShuffle(true)
                .withDropLast(true)
                .withThreads(3)
                .withSeed(4)
                .withPrefetch(5)
                .withCacheBytes(6)
                .withPixelLimit(7))
        .isEqualTo(new Options(2, true, true, 3, 4, 5, 6, 7));
    assertThat(options.withPrefetch(2)).isEqualTo(options);
  }
}
