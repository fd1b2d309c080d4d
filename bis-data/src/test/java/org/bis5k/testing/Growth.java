package org.bis5k.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;

/**
 * How the processor time of some work grows with its input. A test that compares ratios, not
 * seconds, holds on any machine: four times the input may take about four times as long, and not
 * sixteen times, as quadratic work would.
 */
public final class Growth {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TRIES = 7;
  private static final long LEAST_NANOSECONDS = 500_000;
  private static final double MOST = 8;

  private Growth() {}

  /**
   * Checks that work grows about linearly, by the least times of several tries in this thread.
   *
   * @param n the smallest input; the others are twice and four times as large. Choose it so large
   *     that what a fault would add exceeds a millisecond
   * @param prepare makes an input of a size, which is not measured, and returns the work on it
   */
  public static void assertLinear(int n, IntFunction<Runnable> prepare) {
    Runnable[] works = {prepare.apply(n), prepare.apply(2 * n), prepare.apply(4 * n)};
    long[] times = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
    for (int attempt = 0; attempt < TRIES; attempt++) {
      for (int i = 0; i < works.length; i++) {
        long begun = THREADS.getCurrentThreadCpuTime();
        works[i].run();
        times[i] = Math.min(times[i], THREADS.getCurrentThreadCpuTime() - begun);
      }
    }
    double ratio = times[2] / (double) Math.max(times[0], LEAST_NANOSECONDS);
    assertThat(ratio)
        .as("time at 4 n over time at n; %d, %d and %d ns", times[0], times[1], times[2])
        .isLessThan(MOST);
  }
}
