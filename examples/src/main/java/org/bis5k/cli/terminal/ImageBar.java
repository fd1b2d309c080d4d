package org.bis5k.cli.terminal;

import java.nio.file.Path;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar over images. Prints nothing if nobody watches. */
public final class ImageBar implements Consumer<Path>, AutoCloseable {

  private static final int COLUMNS = 100;

  private final ProgressBar bar;

  private ImageBar(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * A bar that advances by one for each image accepted.
   *
   * @param images the number of images
   * @param terminal where to print
   * @return the bar, to be closed after the last image
   */
  public static ImageBar of(int images, Terminal terminal) {
    if (!terminal.interactive()) {
      return new ImageBar(null);
    }
    return new ImageBar(bar("Predicting", images, " images", terminal));
  }

  /** A bar for any unit. */
  static ProgressBar bar(String task, long most, String unit, Terminal terminal) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setMaxRenderedLength(COLUMNS)
        .setUnit(unit, 1)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(terminal.out(), COLUMNS))
        .build();
  }

  @Override
  public void accept(Path image) {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
