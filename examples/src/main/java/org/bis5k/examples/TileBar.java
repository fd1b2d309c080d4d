package org.bis5k.examples;

import me.tongfei.progressbar.ProgressBar;
import org.bis5k.train.slide.TiledInference;

/** A progress bar over an image's tiles, on a terminal; silent elsewhere. */
final class TileBar implements TiledInference.Progress, AutoCloseable {

  private final Terminal terminal;
  private ProgressBar bar;

  TileBar(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void tiles(long done, long all) {
    if (!terminal.interactive()) {
      return;
    }
    if (bar == null) {
      bar = ImageBar.bar("Segmenting", all, " tiles", terminal);
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
