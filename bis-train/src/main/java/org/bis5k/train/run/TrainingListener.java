package org.bis5k.train.run;

import java.io.PrintStream;
import java.nio.file.Path;
import org.bis5k.train.config.RunConfig;

/** Told what a training run does, on its thread; every method may be left out. */
public interface TrainingListener {

  /**
   * Training begins or continues.
   *
   * @param config the resolved configuration
   * @param position where it begins
   * @param batchesPerEpoch steps in one epoch
   */
  default void started(RunConfig config, Checkpoint.Position position, int batchesPerEpoch) {}

  /**
   * A step was done.
   *
   * @param step its numbers
   */
  default void stepped(StepReport step) {}

  /**
   * An epoch was done, and scored where that was due.
   *
   * @param epoch its numbers
   */
  default void epochEnded(EpochReport epoch) {}

  /**
   * A checkpoint was written.
   *
   * @param file the file
   */
  default void saved(Path file) {}

  /**
   * Something the user should know, but that stops nothing.
   *
   * @param message one sentence
   */
  default void warned(String message) {}

  /**
   * Training ended, by itself or on request; not called after a failure.
   *
   * @param result how
   */
  default void ended(TrainingResult result) {}

  /** The last call of all, after a failure too. */
  default void closed() {}

  /**
   * A progress bar with loss, learning rate, images per second and the time left; for terminals.
   *
   * @param out where to draw
   * @return the listener
   */
  static TrainingListener bar(PrintStream out) {
    return new TrainingBar(out);
  }

  /**
   * One line per epoch; for logs.
   *
   * @param out where to print
   * @return the listener
   */
  static TrainingListener lines(PrintStream out) {
    return new TrainingLines(out);
  }
}
