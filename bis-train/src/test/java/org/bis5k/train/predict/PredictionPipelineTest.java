package org.bis5k.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.model.LogitFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PredictionPipelineTest {

  private static final Size SIZE = Size.square(16);
  private static final LogitFunction ZERO = (nchw, count, size) -> new float[count * 256];
  private static final BiConsumer<PreparedImage, Prediction> NOTHING = (image, prediction) -> {};
  private static final BiConsumer<Path, InvalidInputException> RETHROWN =
      (file, problem) -> {
        throw problem;
      };

  private final List<String> done = new ArrayList<>();

  private static List<Path> files(int count) {
    return IntStream.range(0, count).mapToObj(i -> Path.of("image-" + i)).toList();
  }

  private static PreparedImage blank(Path file) {
    RgbImage image = RgbImage.of(SIZE, new byte[3 * 256]);
    return new PreparedImage(file, image, SIZE, new float[3 * 256]);
  }

  private void run(
      LogitFunction network,
      Function<Path, PreparedImage> prepare,
      BiConsumer<PreparedImage, Prediction> finish,
      int count) {
    new PredictionPipeline(network, 2, 2, prepare, finish)
        .run(files(count), RETHROWN, file -> done.add(file.toString()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Each of the three steps waits for another that can only happen beside it. */
  @Test
  void imagesAreReadAndSavedWhileTheNetworkRuns() {
    CountDownLatch secondBatchRead = new CountDownLatch(4);
    CountDownLatch firstSaving = new CountDownLatch(1);
    CountDownLatch secondCall = new CountDownLatch(2);
    LogitFunction network =
        (nchw, count, size) -> {
          secondCall.countDown();
          await(secondBatchRead); // images 2 and 3, in the call for 0 and 1
          if (secondCall.getCount() == 0) {
            await(firstSaving);
          }
          return new float[count * 256];
        };
    run(
        network,
        file -> {
          secondBatchRead.countDown();
          return blank(file);
        },
        (image, prediction) -> {
          firstSaving.countDown();
          await(secondCall);
        },
        4);
    assertThat(done).containsExactly("image-0", "image-1", "image-2", "image-3");
  }

  @Test
  void resultsComeInOrderThoughWorkersDoNot() {
    CountDownLatch second = new CountDownLatch(1);
    run(
        ZERO,
        PredictionPipelineTest::blank,
        (image, prediction) -> {
          if (image.file().toString().equals("image-0")) {
            await(second);
          } else {
            second.countDown();
          }
        },
        7);
    assertThat(done).containsExactlyElementsOf(files(7).stream().map(Path::toString).toList());
  }

  @Test
  void theImagesInFlightAreBounded() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    new PredictionPipeline(
            ZERO,
            2,
            2,
            file -> {
              read.incrementAndGet();
              return blank(file);
            },
            NOTHING)
        .run(
            files(100),
            RETHROWN,
            file -> {
              done.add(file.toString());
              most.accumulateAndGet(read.get() - done.size(), Math::max);
            });
    assertThat(done).hasSize(100);
    // 2 x 2 + 2 ahead, as many behind, a batch in the network and the one just told
    assertThat(most.get()).isLessThanOrEqualTo(6 + 6 + 2 + 1);
  }

  @Test
  void imagesOfOneSizeShareABatch() {
    List<Integer> batches = new ArrayList<>();
    Size other = new Size(16, 32);
    run(
        (nchw, count, size) -> {
          batches.add(count);
          return new float[(int) (count * size.pixels())];
        },
        file ->
            file.toString().equals("image-3")
                ? new PreparedImage(
                    file, RgbImage.of(other, new byte[3 * 512]), other, new float[3 * 512])
                : blank(file),
        NOTHING,
        7);
    assertThat(batches).containsExactly(2, 1, 1, 2, 1);
    assertThat(done).hasSize(7);
  }

  @Test
  void theFirstUnusableImageEndsTheRunAndEarlierOnesAreSaved() {
    List<String> saved = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(
            () ->
                run(
                    ZERO,
                    file -> {
                      if (file.toString().equals("image-5")) {
                        throw InvalidInputException.in(file, "cannot be read");
                      }
                      return blank(file);
                    },
                    (image, prediction) -> saved.add(image.file().toString()),
                    50))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("image-5: cannot be read");
    assertThat(saved).containsExactlyInAnyOrder("image-0", "image-1", "image-2", "image-3");
  }

  @Test
  void aFailureToSaveReachesTheCaller() {
    assertThatThrownBy(
            () ->
                run(
                    ZERO,
                    PredictionPipelineTest::blank,
                    (image, prediction) -> {
                      throw InvalidInputException.in(image.file(), "the disk is full");
                    },
                    9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("image-0: the disk is full");
    assertThat(done).isEmpty();
  }

  @Test
  void aFailureOfTheNetworkIsNoUnusableImage() {
    List<InvalidInputException> unusable = new ArrayList<>();
    InvalidInputException failure = new InvalidInputException("was exported for other images");
    assertThatThrownBy(
            () ->
                new PredictionPipeline(
                        (nchw, count, size) -> {
                          throw failure;
                        },
                        1,
                        1,
                        PredictionPipelineTest::blank,
                        NOTHING)
                    .run(files(3), (file, problem) -> unusable.add(problem), file -> {}))
        .isSameAs(failure);
    assertThat(unusable).isEmpty();
  }

  @Test
  void errorsOfWorkersReachTheCallerAndNoWorkerIsLeft() {
    AssertionError error = new AssertionError("defect");
    assertThatThrownBy(
            () ->
                run(
                    ZERO,
                    file -> {
                      throw error;
                    },
                    NOTHING,
                    9))
        .isSameAs(error);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("bis-predict") && thread.isAlive());
  }

  @Test
  void anInterruptEndsTheRun() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(ZERO, PredictionPipelineTest::blank, NOTHING, 9))
          .isInstanceOf(CancellationException.class)
          .hasMessage("The prediction was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
