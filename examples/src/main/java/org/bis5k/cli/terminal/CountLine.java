package org.bis5k.cli.terminal;

import java.util.function.IntConsumer;

/** A counter on one line of a terminal. Thread-safe; prints nothing if nobody watches. */
public final class CountLine implements IntConsumer, AutoCloseable {

  private final Terminal terminal;
  private final String what;
  private int highest;

  /**
   * A counter that starts at 0.
   *
   * @param terminal where to print
   * @param what what is counted, such as "pairs read"
   */
  public CountLine(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  @Override
  public synchronized void accept(int count) {
    if (count > highest) {
      highest = count;
      show("\r" + count + " " + what);
    }
  }

  /** Clears the line for the output that follows. */
  @Override
  public synchronized void close() {
    if (highest > 0) {
      show("\r" + " ".repeat(12 + what.length()) + "\r");
    }
  }

  private void show(String text) {
    if (terminal.interactive()) {
      terminal.out().print(text);
      terminal.out().flush();
    }
  }
}
