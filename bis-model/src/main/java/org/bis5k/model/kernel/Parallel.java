package org.bis5k.model.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Runs independent items on all cores. Items do not depend on the number of threads, so results are
 * the same bits with any number. The layers of a network follow each other within microseconds;
 * idle workers therefore spin for a while before they sleep.
 */
public final class Parallel {

  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** The number of elements below which a second thread costs more than it saves. */
  private static final long WORTHWHILE = 1 << 12;

  /** The time an idle worker spins before it sleeps, about the time that waking it takes. */
  private static final long PATIENCE_NANOS = 50_000;

  private static final ReentrantLock BUSY = new ReentrantLock();
  private static final Thread[] WORKERS = new Thread[THREADS - 1];
  private static volatile Call current;

  static {
    for (int i = 0; i < WORKERS.length; i++) {
      WORKERS[i] = new Thread(Parallel::serve, "bis-kernels-" + i);
      WORKERS[i].setDaemon(true);
      WORKERS[i].start();
    }
  }

  private Parallel() {}

  /**
   * The number of threads that share the items.
   *
   * @return the number of processors
   */
  public static int threads() {
    return THREADS;
  }

  /**
   * Calls {@code item} with 0 .. count - 1 on this and the worker threads. Calls from within an
   * item, or during a call of another thread, run on the calling thread alone.
   *
   * @param count the number of items
   * @param elements the number of array elements in all items; few run on this thread alone
   * @param item the work on one item, given its index
   */
  public static void forEach(int count, long elements, IntConsumer item) {
    boolean alone = count < 2 || elements < WORTHWHILE || THREADS < 2;
    if (alone || BUSY.isHeldByCurrentThread() || !BUSY.tryLock()) {
      for (int i = 0; i < count; i++) {
        item.accept(i);
      }
      return;
    }
    try {
      Call call = new Call(count, item);
      current = call;
      for (Thread worker : WORKERS) {
        LockSupport.unpark(worker);
      }
      call.work();
      call.awaitEnd();
    } finally {
      current = null;
      BUSY.unlock();
    }
  }

  private static void serve() {
    Call last = null;
    long idleSince = System.nanoTime();
    while (true) {
      Call call = current;
      if (call != null && call != last) {
        call.work();
        last = call;
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < PATIENCE_NANOS) {
        Thread.onSpinWait();
      } else {
        last = null;
        LockSupport.park(Parallel.class);
        idleSince = System.nanoTime();
      }
    }
  }

  /** The items of one call, taken one by one by the threads. */
  private static final class Call {
    private final int count;
    private final IntConsumer item;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Call(int count, IntConsumer item) {
      this.count = count;
      this.item = item;
    }

    void work() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          item.accept(i);
        } catch (RuntimeException | Error thrown) {
          failure.compareAndSet(null, thrown);
        }
        done.getAndIncrement();
      }
    }

    void awaitEnd() {
      for (int spins = 0; done.get() < count; spins++) {
        if (spins < 1000) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      if (failure.get() instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure.get() instanceof Error error) {
        throw error;
      }
    }
  }
}
