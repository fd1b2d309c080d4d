package org.bis5k.examples;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Counts predicted images on one line of a terminal; silent elsewhere. */
final class ImageCounter implements Consumer<Path>, AutoCloseable {

  private final CountLine line;
  private int count;

  ImageCounter(Terminal terminal) {
    line = new CountLine(terminal, "predicted");
  }

  @Override
  public void accept(Path image) {
    line.accept(++count);
  }

  @Override
  public void close() {
    line.close();
  }
}
