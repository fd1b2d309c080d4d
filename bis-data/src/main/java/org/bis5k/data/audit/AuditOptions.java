package org.bis5k.data.audit;

import java.util.List;
import java.util.function.IntConsumer;
import org.bis5k.data.image.ImageFiles;

/**
 * The options of an audit.
 *
 * @param expectedPairs how many pairs each part should have, in order; empty to expect nothing
 * @param threads worker threads, at least 1; each holds one or two decoded images
 * @param pixelLimit the most pixels of an image, see {@link ImageFiles#DEFAULT_PIXEL_LIMIT}
 * @param progress receives the number of pairs decoded so far, from any thread
 */
public record AuditOptions(
    List<Integer> expectedPairs, int threads, long pixelLimit, IntConsumer progress) {

  /**
   * Refuses negative expected numbers and fewer than one thread.
   *
   * @param expectedPairs how many pairs each part should have
   * @param threads worker threads
   * @param pixelLimit the most pixels of an image
   * @param progress told how many pairs are decoded
   * @throws IllegalArgumentException if an expected number is negative or there is no thread
   */
  public AuditOptions {
    expectedPairs = List.copyOf(expectedPairs);
    for (int expected : expectedPairs) {
      if (expected < 0) {
        throw new IllegalArgumentException("Expected numbers start at 0; found " + expected);
      }
    }
    if (threads < 1) {
      throw new IllegalArgumentException("An audit needs a thread; found " + threads);
    }
  }

  /**
   * One thread per processor, no expected numbers.
   *
   * @return the options
   */
  public static AuditOptions standard() {
    return new AuditOptions(
        List.of(),
        Runtime.getRuntime().availableProcessors(),
        ImageFiles.DEFAULT_PIXEL_LIMIT,
        count -> {});
  }

  /**
   * These options with expected numbers.
   *
   * @param pairs how many pairs each part should have, in order
   * @return the changed options
   */
  public AuditOptions withExpectedPairs(List<Integer> pairs) {
    return new AuditOptions(pairs, threads, pixelLimit, progress);
  }

  /**
   * These options with another number of threads.
   *
   * @param count at least 1
   * @return the changed options
   */
  public AuditOptions withThreads(int count) {
    return new AuditOptions(expectedPairs, count, pixelLimit, progress);
  }

  /**
   * These options with another limit of pixels.
   *
   * @param pixels the most pixels of an image
   * @return the changed options
   */
  public AuditOptions withPixelLimit(long pixels) {
    return new AuditOptions(expectedPairs, threads, pixels, progress);
  }

  /**
   * These options with a listener.
   *
   * @param listener told how many pairs are decoded, by any thread
   * @return the changed options
   */
  public AuditOptions withProgress(IntConsumer listener) {
    return new AuditOptions(expectedPairs, threads, pixelLimit, listener);
  }
}
