package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Sample;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BatchLoader.Options;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.SampleTransform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchLoaderFailureTest {

  @TempDir Path root;

  @AfterEach
  void noThreadIsLeft() {
    assertThat(LoaderFixture.loaderThreads()).isEmpty();
  }

  @Test
  void aDamagedFileReachesTheCallerByNameInOrder() throws IOException {
    BisDataset data = LoaderFixture.data(root, 8);
    for (int bad : new int[] {3, 6}) {
      Path file = data.pairs().get(bad).image();
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 15));
    }
    Options options = Options.evaluation(2).withThreads(3);
    try (BatchLoader loader = BatchLoader.of(data, LoaderFixture::drawing, options);
        Epoch epoch = loader.epoch(0)) {
      assertThat(epoch.next().names()).containsExactly("s00", "s01");
      for (int again = 0; again < 2; again++) {
        assertThat(epoch.hasNext()).isTrue();
        assertThatThrownBy(epoch::next)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(data.pairs().get(3).image() + ": is truncated: ");
      }
    }
  }

  @Test
  void aMaskThatChangedItsSizeSinceOpening() throws IOException {
    BisDataset data = LoaderFixture.data(root, 1);
    ImageMaskPair pair = data.pairs().get(0);
    ImageFiles.write(GreyImage.of(new Size(1, 2), new byte[2]), pair.mask());
    try (BatchLoader loader = BatchLoader.of(data, LoaderFixture::drawing, Options.evaluation(1))) {
      assertThatThrownBy(() -> loader.epoch(0).next())
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(pair.mask() + ": is 1x2, its image " + pair.image() + " is 2x2");
    }
  }

  @Test
  void aFailingTransformNamesTheFile() throws IOException {
    BisDataset data = LoaderFixture.data(root, 1);
    SampleTransform failing =
        (name, pair, seed) -> {
          throw new ArithmeticException("by zero");
        };
    try (BatchLoader loader = BatchLoader.of(data, failing, Options.evaluation(1))) {
      assertThatThrownBy(() -> loader.epoch(0).next())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              data.pairs().get(0).image()
                  + ": cannot be transformed: java.lang.ArithmeticException: by zero");
    }
  }

  @Test
  void samplesOfDifferentSizesDoNotStack() throws IOException {
    BisDataset data = LoaderFixture.data(root, 2);
    SampleTransform growing =
        (name, pair, seed) ->
            Sample.of(
                name,
                new Size(1, 1 + seed.index()),
                new float[3 * (1 + seed.index())],
                new float[1 + seed.index()]);
    try (BatchLoader loader = BatchLoader.of(data, growing, Options.evaluation(2))) {
      assertThatThrownBy(() -> loader.epoch(0).next())
          .hasMessage("A batch needs samples of one size: s00 is 1x1, s01 is 1x2");
    }
  }

  @Test
  void leavingAnEpochEarlyLeavesTheLoaderUsable() throws IOException {
    BisDataset data = LoaderFixture.data(root, 6);
    try (BatchLoader loader = BatchLoader.of(data, LoaderFixture::drawing, Options.evaluation(2))) {
      Epoch left = loader.epoch(0);
      left.next();
      left.close();
      assertThatThrownBy(left::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Epoch 0 is closed");
      assertThat(LoaderFixture.names(loader.epoch(1))).hasSize(6);
    }
  }

  @Test
  void closingWakesAThreadThatWaits() throws Exception {
    BisDataset data = LoaderFixture.data(root, 2);
    CountDownLatch begun = new CountDownLatch(1);
    SampleTransform stuck =
        (name, pair, seed) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          throw new AssertionError("nothing counts this latch down");
        };
    BatchLoader loader = BatchLoader.of(data, stuck, Options.evaluation(1));
    Epoch epoch = loader.epoch(0);
    CompletableFuture<Batch> waiting = CompletableFuture.supplyAsync(epoch::next);
    begun.await();
    loader.close();
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOfAny(CancellationException.class, ExecutionException.class);
    assertThatThrownBy(() -> loader.epoch(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This loader is closed");
    loader.close();
  }
}
