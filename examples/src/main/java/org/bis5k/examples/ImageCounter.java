package org.bis5k.examples;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Counts predicted images on one line of a terminal; silent elsewhere. */
final class ImageCounter implements Consumer<Path>, AutoCloseable {

  private final Terminal terminal;
  private int count;

  ImageCounter(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Path image) {
    count++;
    if (terminal.interactive()) {
      terminal.out().print("\r" + count + " predicted");
      terminal.out().flush();
    }
  }

  /** Leaves the line empty for what follows. */
  @Override
  public void close() {
    if (terminal.interactive() && count > 0) {
      terminal.out().print("\r" + " ".repeat(24) + "\r");
    }
  }
}
