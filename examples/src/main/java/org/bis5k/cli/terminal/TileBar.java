package org.bis5k.cli.terminal;

import me.tongfei.progressbar.ProgressBar;
import org.bis5k.train.slide.TiledInference;

/** A progress bar over the tiles of an image. Prints nothing if nobody watches. */
public final class TileBar implements TiledInference.Progress, AutoCloseable {

  private final Terminal terminal;
  private ProgressBar bar;

  /**
   * A bar whose length the first report of progress sets.
   *
   * @param terminal where to print
   */
  public TileBar(Terminal terminal) {
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
