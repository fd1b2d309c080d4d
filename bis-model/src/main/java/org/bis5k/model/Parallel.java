package org.bis5k.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Runs independent items on all cores. What an item computes never depends on the number of
 * threads, so results are the same bits on every machine.
 */
final class Parallel {

  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(
          Math.max(1, THREADS - 1),
          task -> {
            Thread thread = new Thread(task, "bis-kernels");
            thread.setDaemon(true);
            return thread;
          });

  /** Below so many elements a second thread costs more than it gives. */
  private static final long WORTHWHILE = 1 << 14;

  private Parallel() {}

  /**
   * Calls {@code item} with 0 .. count - 1, on this and the worker threads.
   *
   * @param elements of all items together, to judge whether threads pay
   */
  static void forEach(int count, long elements, IntConsumer item) {
    int parts = elements < WORTHWHILE ? 1 : Math.min(THREADS, count);
    List<Future<?>> others = new ArrayList<>(parts - 1);
    for (int part = 1; part < parts; part++) {
      int from = (int) ((long) count * part / parts);
      int to = (int) ((long) count * (part + 1) / parts);
      others.add(WORKERS.submit(() -> run(from, to, item)));
    }
    try {
      run(0, count / parts, item);
    } finally {
      others.forEach(Parallel::join);
    }
  }

  private static void run(int from, int to, IntConsumer item) {
    for (int i = from; i < to; i++) {
      item.accept(i);
    }
  }

  private static void join(Future<?> part) {
    try {
      part.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while computing", interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }
}
