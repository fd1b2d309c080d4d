package org.bis5k.model;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** The bytes this thread allocates on the heap while something runs. */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  public static long during(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
