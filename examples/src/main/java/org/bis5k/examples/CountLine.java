package org.bis5k.examples;

import java.util.function.IntConsumer;

/** A count on one line of a terminal, from any thread; silent elsewhere. */
final class CountLine implements IntConsumer, AutoCloseable {

  private final Terminal terminal;
  private final String what;
  private int highest;

  CountLine(Terminal terminal, String what) {
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

  /** Leaves the line empty for what follows. */
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
