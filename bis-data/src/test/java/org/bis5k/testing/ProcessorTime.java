package org.bis5k.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Compares the processor time of a task on a small and on a larger input. */
public final class ProcessorTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int GROWTH = 4;
  private static final int ATTEMPTS = 5;

  private ProcessorTime() {}

  /**
   * Asserts that four times the input takes less than eight times the processor time of this
   * thread: linear work takes four times, quadratic work sixteen times as long. The ratio is
   * between the best of several runs, so neither other processes nor the compiler of the virtual
   * machine decide.
   *
   * @param size the size of the small input
   * @param task makes the task for an input of a size; its own time does not count
   */
  public static void assertLinear(int size, IntFunction<Runnable> task) {
    Runnable small = task.apply(size);
    Runnable large = task.apply(GROWTH * size);
    long smallTime = Long.MAX_VALUE;
    long largeTime = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      smallTime = Math.min(smallTime, time(small));
      largeTime = Math.min(largeTime, time(large));
      if (attempt > 0 && isLinear(smallTime, largeTime)) {
        return;
      }
    }
    assertThat(isLinear(smallTime, largeTime))
        .as("%d ns for the small input, %d ns for the large one", smallTime, largeTime)
        .isTrue();
  }

  /** Below some milliseconds the ratio is noise, and no work that grows faster is hidden there. */
  private static boolean isLinear(long smallTime, long largeTime) {
    return largeTime < 2 * GROWTH * Math.max(smallTime, TimeUnit.MILLISECONDS.toNanos(2));
  }

  private static long time(Runnable task) {
    long start = THREADS.getCurrentThreadCpuTime();
    task.run();
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
