package org.bis5k.cli.terminal;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Ends long work in good order on Ctrl-C. A shutdown hook asks the work to stop, keeps the process
 * alive until it has ended, and prints how to continue.
 */
public final class StopOnInterrupt implements AutoCloseable {

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

  /**
   * Watches for an interrupt until closed. Closing states that the work has ended.
   *
   * @param stop asks the work to stop; called on the hook's thread
   * @param out where to print
   * @param advice the last line, which says how to continue
   * @return the watch, to be closed at the end of the work
   */
  public static StopOnInterrupt watch(Runnable stop, PrintStream out, String advice) {
    StopOnInterrupt watch = new StopOnInterrupt(stop, out, advice);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  /** The body of the shutdown hook. The process ends when it returns. */
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
