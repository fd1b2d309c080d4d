package org.bis5k.data.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Sample;

/**
 * The batches of one epoch, in order, each given once; for use by one thread:
 *
 * <pre>{@code
 * try (Epoch epoch = loader.epoch(0)) {
 *   for (Batch batch : epoch) {
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>The first sample that fails, in order of the samples, ends the epoch: {@link #next()} throws
 * its error, which names the file, and throws it again when it is called again. Closing discards
 * the batches prepared ahead; an epoch whose last batch was given is closed.
 */
public final class Epoch implements Iterable<Batch>, AutoCloseable {

  private final BatchLoader loader;
  private final int number;
  private final int[] order;
  private final Deque<List<Future<Sample>>> ahead = new ArrayDeque<>();
  private int nextBatch;
  private int nextSubmitted;
  private RuntimeException failure;
  private volatile boolean closed;

  Epoch(BatchLoader loader, int number, int[] order, int firstBatch) {
    this.loader = loader;
    this.number = number;
    this.order = order;
    this.nextBatch = firstBatch;
    this.nextSubmitted = firstBatch;
    submitAhead();
  }

  /**
   * The epoch's number.
   *
   * @return counted from 0
   */
  public int number() {
    return number;
  }

  /**
   * The position of the batch that {@link #next()} gives; what to store to resume later.
   *
   * @return 0 up to the number of batches, where none is left
   */
  public int nextBatch() {
    return nextBatch;
  }

  /**
   * The batches from {@link #nextBatch()} on. All iterators of an epoch share its position.
   *
   * @return an iterator over {@link #next()}
   */
  @Override
  public Iterator<Batch> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return Epoch.this.hasNext();
      }

      @Override
      public Batch next() {
        return Epoch.this.next();
      }
    };
  }

  /**
   * Whether a batch is left.
   *
   * @return false after the last batch
   */
  public boolean hasNext() {
    return nextBatch < loader.batchesPerEpoch();
  }

  /**
   * Waits for the next batch.
   *
   * @return the batch
   * @throws NoSuchElementException if none is left
   * @throws InvalidInputException if a file of the batch cannot be used
   * @throws IllegalStateException if the epoch is closed or a transform fails
   * @throws CancellationException if the loader is closed or the thread is interrupted meanwhile
   */
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Epoch " + number + " has no batch " + nextBatch);
    }
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("Epoch " + number + " is closed");
    }
    try {
      Batch batch = Batch.of(collect(firstAhead()));
      nextBatch++;
      removeFirst();
      submitAhead();
      if (!hasNext()) {
        close();
      }
      return batch;
    } catch (RuntimeException e) {
      failure = e;
      close();
      throw e;
    }
  }

  private List<Sample> collect(List<Future<Sample>> futures) {
    List<Sample> samples = new ArrayList<>();
    for (Future<Sample> future : futures) {
      try {
        samples.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          close();
          throw error;
        }
        throw (RuntimeException) e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled =
            new CancellationException("Interrupted while waiting for batch " + nextBatch);
        cancelled.initCause(e);
        throw cancelled;
      }
    }
    return samples;
  }

  private synchronized List<Future<Sample>> firstAhead() {
    if (ahead.isEmpty()) {
      throw new CancellationException("The loader was closed before batch " + nextBatch);
    }
    return ahead.getFirst();
  }

  private synchronized void removeFirst() {
    ahead.pollFirst();
  }

  private synchronized void submitAhead() {
    while (!closed
        && nextSubmitted < loader.batchesPerEpoch()
        && ahead.size() < loader.options().prefetch()) {
      List<Future<Sample>> futures = new ArrayList<>();
      for (int index : loader.indicesOf(order, nextSubmitted)) {
        futures.add(loader.workers().submit(() -> loader.load(number, index)));
      }
      ahead.add(futures);
      nextSubmitted++;
    }
  }

  /** The position after the last batch that the workers were given. */
  synchronized int submittedBatches() {
    return nextSubmitted;
  }

  /** Discards the batches prepared ahead; work that has begun is finished, its result dropped. */
  @Override
  public synchronized void close() {
    closed = true;
    ahead.forEach(futures -> futures.forEach(future -> future.cancel(false)));
    ahead.clear();
    loader.forget(this);
  }
}
