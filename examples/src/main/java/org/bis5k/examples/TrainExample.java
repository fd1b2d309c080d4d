package org.bis5k.examples;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.run.TrainingListener;
import org.bis5k.train.run.TrainingResult;
import org.bis5k.train.run.TrainingRun;

/** Trains BCSNet with a configuration. */
public final class TrainExample {

  private TrainExample() {}

  /**
   * Trains and prints a line per epoch.
   *
   * @param arguments a configuration and the run folder to make
   */
  public static void main(String[] arguments) {
    run(
        RunConfig.load(Path.of(arguments[0]), List.of()),
        Path.of(arguments[1]),
        TrainingListener.lines(System.out));
  }

  /**
   * Trains to the end.
   *
   * @param config the configuration
   * @param folder the run folder, new or empty
   * @param listener told of steps, epochs and checkpoints
   * @return how it ended
   */
  public static TrainingResult run(RunConfig config, Path folder, TrainingListener listener) {
    try (TrainingRun run = TrainingRun.create(config, folder, List.of(listener))) {
      return run.train();
    }
  }
}
