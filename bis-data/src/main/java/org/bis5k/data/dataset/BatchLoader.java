package org.bis5k.data.dataset;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.SampleTransform;

/**
 * Turns a data set into batches: decoding and transforming run on worker threads, a bounded number
 * of batches ahead. Order and content depend on the seed and the epoch alone, never on the number
 * of threads: sample {@code index} of epoch {@code e} draws from {@code SampleSeed(seed, e,
 * index)}. At most {@code prefetch + 1} batches are in memory, beside the cache.
 */
public final class BatchLoader implements AutoCloseable {

  private final BisDataset data;
  private final SampleTransform transform;
  private final Options options;
  private final DecodedImages decoded;
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers;
  private final Set<Epoch> open = ConcurrentHashMap.newKeySet();

  private BatchLoader(BisDataset data, SampleTransform transform, Options options) {
    this.data = data;
    this.transform = transform;
    this.options = options;
    this.decoded = new DecodedImages(data, options.cacheBytes(), options.pixelLimit());
    ThreadFactory factory =
        work -> {
          Thread thread = new Thread(work, "bis-loader-" + (threads.size() + 1));
          thread.setDaemon(true);
          threads.add(thread);
          return thread;
        };
    this.workers = Executors.newFixedThreadPool(options.threads(), factory);
  }

  /**
   * How to load.
   *
   * @param batchSize samples per batch, at least 1
   * @param shuffle whether each epoch has an order of its own, drawn from the seed
   * @param dropLast whether a last batch of fewer samples is dropped
   * @param threads worker threads, at least 1
   * @param seed the seed of the run
   * @param prefetch batches prepared ahead of the one asked for, at least 1
   * @param cacheBytes how many bytes of decoded images to keep between epochs; 0 keeps none
   * @param pixelLimit the most pixels of an image, see {@link ImageFiles#DEFAULT_PIXEL_LIMIT}
   */
  public record Options(
      int batchSize,
      boolean shuffle,
      boolean dropLast,
      int threads,
      long seed,
      int prefetch,
      long cacheBytes,
      long pixelLimit) {

    /**
     * Refuses values out of range.
     *
     * @param batchSize samples per batch, at least 1
     * @param shuffle whether each epoch has an order of its own
     * @param dropLast whether a last batch of fewer samples is dropped
     * @param threads worker threads, at least 1
     * @param seed the seed of the run
     * @param prefetch batches prepared ahead, at least 1
     * @param cacheBytes bytes of decoded images to keep, at least 0
     * @param pixelLimit the most pixels of an image
     * @throws IllegalArgumentException if a value is out of range
     */
    public Options {
      if (batchSize < 1 || threads < 1 || prefetch < 1 || cacheBytes < 0) {
        throw new IllegalArgumentException(
            "Batch size, threads and prefetch are at least 1, cache bytes at least 0; found %d, %d, %d and %d"
                .formatted(batchSize, threads, prefetch, cacheBytes));
      }
    }

    /**
     * For training: shuffled, without an incomplete last batch.
     *
     * @param batchSize samples per batch, at least 1
     * @param seed the seed of the run
     * @return options with one thread per processor, two batches ahead and no cache
     */
    public static Options training(int batchSize, long seed) {
      int threads = Runtime.getRuntime().availableProcessors();
      long limit = ImageFiles.DEFAULT_PIXEL_LIMIT;
      return new Options(batchSize, true, true, threads, seed, 2, 0, limit);
    }

    /**
     * For evaluation: every sample once, sorted by name.
     *
     * @param batchSize samples per batch, at least 1
     * @return options with one thread per processor, two batches ahead and no cache
     */
    public static Options evaluation(int batchSize) {
      int threads = Runtime.getRuntime().availableProcessors();
      long limit = ImageFiles.DEFAULT_PIXEL_LIMIT;
      return new Options(batchSize, false, false, threads, 0, 2, 0, limit);
    }

    /**
     * These options with another batch size.
     *
     * @param batchSize samples per batch, at least 1
     * @return the changed options
     */
    public Options withBatchSize(int batchSize) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with or without shuffling.
     *
     * @param shuffle whether each epoch has an order of its own, drawn from the seed
     * @return the changed options
     */
    public Options withShuffle(boolean shuffle) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with or without an incomplete last batch.
     *
     * @param dropLast whether a last batch of fewer samples is dropped
     * @return the changed options
     */
    public Options withDropLast(boolean dropLast) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with another seed.
     *
     * @param seed the seed of the run
     * @return the changed options
     */
    public Options withSeed(long seed) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with another number of batches prepared ahead.
     *
     * @param prefetch at least 1
     * @return the changed options
     */
    public Options withPrefetch(int prefetch) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with another limit of pixels.
     *
     * @param pixelLimit the most pixels of an image
     * @return the changed options
     */
    public Options withPixelLimit(long pixelLimit) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with another number of threads.
     *
     * @param threads worker threads, at least 1
     * @return the changed options
     */
    public Options withThreads(int threads) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }

    /**
     * These options with a cache of decoded images.
     *
     * @param cacheBytes how many bytes to keep between epochs; 0 keeps none
     * @return the changed options
     */
    public Options withCacheBytes(long cacheBytes) {
      return new Options(
          batchSize, shuffle, dropLast, threads, seed, prefetch, cacheBytes, pixelLimit);
    }
  }

  /**
   * A loader with threads of its own; close it.
   *
   * @param data the files
   * @param transform what turns a decoded pair into a sample, for example a transform pipeline
   * @param options how to load
   * @return the loader
   * @throws InvalidInputException if dropping the incomplete batch would leave none
   */
  public static BatchLoader of(BisDataset data, SampleTransform transform, Options options) {
    int samples = data.pairs().size();
    if (options.dropLast() && samples < options.batchSize()) {
      throw new InvalidInputException(
          ("The batch size %d exceeds the %d samples of the data set, and the incomplete last batch"
                  + " is dropped: no batch is left. Take a batch size of at most %d")
              .formatted(options.batchSize(), samples, samples));
    }
    return new BatchLoader(data, transform, options);
  }

  /**
   * The number of batches of each epoch.
   *
   * @return at least 1
   */
  public int batchesPerEpoch() {
    int samples = data.pairs().size();
    int whole = samples / options.batchSize();
    return options.dropLast() || samples % options.batchSize() == 0 ? whole : whole + 1;
  }

  /**
   * Starts an epoch.
   *
   * @param number the epoch, from 0; it decides order and random draws
   * @return the batches, in order; close it when leaving early
   */
  public Epoch epoch(int number) {
    return epoch(number, 0);
  }

  /**
   * Resumes inside an epoch: the batches from {@code firstBatch} on are those the whole epoch would
   * have given.
   *
   * @param number the epoch, from 0
   * @param firstBatch the first batch to give, 0 to {@link #batchesPerEpoch()} (then none is left)
   * @return the batches, in order; close it when leaving early
   * @throws IllegalArgumentException if the epoch or the batch is out of range
   * @throws IllegalStateException if the loader is closed
   */
  public Epoch epoch(int number, int firstBatch) {
    if (number < 0 || firstBatch < 0 || firstBatch > batchesPerEpoch()) {
      throw new IllegalArgumentException(
          "An epoch counts from 0 and has %d batches; found epoch %d, first batch %d"
              .formatted(batchesPerEpoch(), number, firstBatch));
    }
    if (workers.isShutdown()) {
      throw new IllegalStateException("This loader is closed");
    }
    Epoch epoch = new Epoch(this, number, order(number), firstBatch);
    open.add(epoch);
    return epoch;
  }

  private int[] order(int epoch) {
    int samples = data.pairs().size();
    return options.shuffle()
        ? EpochOrder.shuffled(samples, options.seed(), epoch)
        : EpochOrder.sorted(samples);
  }

  Options options() {
    return options;
  }

  ExecutorService workers() {
    return workers;
  }

  /** Bytes of decoded images kept at the moment. */
  long keptBytes() {
    return decoded.keptBytes();
  }

  /** One sample, on a worker thread; a failure names its file. */
  Sample load(int epoch, int index) {
    ImageMaskPair pair = data.pairs().get(index);
    ImageAndMask files = decoded.get(index);
    try {
      SampleSeed seed = new SampleSeed(options.seed(), epoch, index);
      return transform.apply(pair.stem(), files, seed);
    } catch (InvalidInputException e) {
      throw InvalidInputException.in(pair.image(), e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(pair.image() + ": cannot be transformed: " + e, e);
    }
  }

  int[] indicesOf(int[] order, int batch) {
    int from = batch * options.batchSize();
    return Arrays.copyOfRange(order, from, Math.min(order.length, from + options.batchSize()));
  }

  void forget(Epoch epoch) {
    open.remove(epoch);
  }

  /** Ends all epochs and waits until every worker thread has ended. */
  @Override
  public void close() {
    open.forEach(Epoch::close);
    workers.shutdownNow();
    // The executor calls itself terminated a moment before its threads have ended.
    threads.forEach(Uninterruptibles::joinUninterruptibly);
    decoded.clear();
  }
}
