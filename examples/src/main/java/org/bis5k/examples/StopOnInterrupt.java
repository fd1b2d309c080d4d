package org.bis5k.examples;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C into an orderly end: asks for it, keeps the process alive until the work has ended,
 * and then says how to go on.
 */
final class StopOnInterrupt implements AutoCloseable {

  private final Runnable stop;
  private final PrintStream out;
  private final String advice;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "stop-on-interrupt");

  private StopOnInterrupt(Runnable stop, PrintStream out, String advice) {
    this.stop = stop;
    this.out = out;
    this.advice = advice;
  }

  /** Watches until closed; closing says that the work has ended. */
  static StopOnInterrupt watch(Runnable stop, PrintStream out, String advice) {
    StopOnInterrupt watch = new StopOnInterrupt(stop, out, advice);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  /** What the end of the process runs: its return is the end. */
  void interrupted() {
    out.println();
    out.println("Stopping after this step ...");
    stop.run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    out.println(advice);
    out.flush();
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook is running and ends by itself
    }
  }
}
