package org.bis5k.train.run;

import java.io.PrintStream;
import java.nio.file.Path;
import org.bis5k.train.config.RunConfig;

/**
 * Receives the events of a training run, on the thread that trains. All methods do nothing by
 * default.
 */
public interface TrainingListener {

  /**
   * Called when training starts or continues.
   *
   * @param config the resolved configuration
   * @param position the position of the first step
   * @param batchesPerEpoch the number of steps in one epoch
   */
  default void started(RunConfig config, Checkpoint.Position position, int batchesPerEpoch) {}

  /**
   * Called after every step.
   *
   * @param step its numbers
   */
  default void stepped(StepReport step) {}

  /**
   * Called after every epoch and its validation.
   *
   * @param epoch its numbers
   */
  default void epochEnded(EpochReport epoch) {}

  /**
   * Called after a checkpoint was written.
   *
   * @param file the file
   */
  default void saved(Path file) {}

  /**
   * Called with a warning; training continues.
   *
   * @param message one sentence
   */
  default void warned(String message) {}

  /**
   * Called when training has ended, by itself or on request; not called after a failure.
   *
   * @param result how it ended
   */
  default void ended(TrainingResult result) {}

  /** The last call, also after a failure. */
  default void closed() {}

  /**
   * A progress bar with loss, learning rate, images per second and remaining time, for terminals.
   *
   * @param out the stream to draw on
   * @return the listener
   */
  static TrainingListener bar(PrintStream out) {
    return new TrainingBar(out);
  }

  /**
   * One line per epoch, for logs.
   *
   * @param out the stream to print on
   * @return the listener
   */
  static TrainingListener lines(PrintStream out) {
    return new TrainingLines(out);
  }
}
