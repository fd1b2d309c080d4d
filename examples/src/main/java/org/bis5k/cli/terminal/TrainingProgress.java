package org.bis5k.cli.terminal;

import org.bis5k.train.run.TrainingListener;

/** How a command shows the progress of a training. */
public final class TrainingProgress {

  private TrainingProgress() {}

  /**
   * A progress bar for a person at a terminal, a line per epoch for a file or another program.
   *
   * @param terminal where to print
   * @return the listener
   */
  public static TrainingListener of(Terminal terminal) {
    return terminal.interactive()
        ? TrainingListener.bar(terminal.out())
        : TrainingListener.lines(terminal.out());
  }
}
