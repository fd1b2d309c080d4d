package org.bis5k.data;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Applies a function to all items on some threads; results keep the order of the items. */
public final class OrderedWork {

  private OrderedWork() {}

  /**
   * Applies a function to every item.
   *
   * @param <T> type of the items
   * @param <R> type of the results
   * @param items what to work on
   * @param threads the number of threads, at least 1
   * @param function is called once for each item, from several threads at a time
   * @return the results in the order of the items
   * @throws RuntimeException the failure of the first item, in order, for which the function fails
   */
  public static <T, R> List<R> map(List<T> items, int threads, Function<T, R> function) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        futures.add(workers.submit(() -> function.apply(item)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while files were read", e);
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
