package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.model.MemoryEstimate;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TrainConfig;

/**
 * A training of BCSNet in a run folder, new or continued. Configuration, data and weights are
 * checked before anything is written to the folder.
 *
 * <pre>
 * try (TrainingRun run = TrainingRun.create(config, folder, List.of())) {
 *   TrainingResult result = run.train();
 * }
 * </pre>
 */
public final class TrainingRun implements AutoCloseable {

  private final TrainableNetwork network;
  private final RunFolder folder;
  private final Trainer trainer;
  private final boolean resumed;
  private final RunConfig config;

  private TrainingRun(
      RunConfig config,
      TrainableNetwork network,
      RunFolder folder,
      Trainer trainer,
      boolean resumed) {
    this.config = config;
    this.network = network;
    this.folder = folder;
    this.trainer = trainer;
    this.resumed = resumed;
  }

  /**
   * The memory that the training needs.
   *
   * @return an estimate of its peak, without the loader's images
   * @throws org.bis5k.data.InvalidInputException if the configuration gives images no common size
   */
  public MemoryEstimate memory() {
    return MemoryEstimate.of(
        BcsNetOptions.ofWidth(config.model().widthDivisor()),
        config.train().dataset().imageSize(),
        config.train().dataloader().batchSize(),
        config.model().trainingMode());
  }

  /**
   * A new run.
   *
   * @param config the configuration
   * @param folder the run folder, created if missing; must not hold a run
   * @param listeners called during the run
   * @return the run, ready to {@link #train}
   * @throws org.bis5k.data.InvalidInputException if the data set or a weight file cannot be used,
   *     or the folder holds a run or cannot be written to
   */
  public static TrainingRun create(
      RunConfig config, Path folder, List<TrainingListener> listeners) {
    return open(config, listeners, () -> RunFolder.create(folder), false);
  }

  /**
   * Continues a run from its newest checkpoint with its own configuration.
   *
   * @param folder the run folder
   * @param overrides settings to change, each {@code path=value}
   * @param listeners called during the run
   * @return the run, ready to {@link #train}
   * @throws org.bis5k.data.InvalidInputException if the folder holds no run, or a run in progress
   */
  public static TrainingRun resume(
      Path folder, List<String> overrides, List<TrainingListener> listeners) {
    RunConfig config = RunConfig.load(new RunLayout(folder).config(), overrides);
    return open(config, listeners, () -> RunFolder.resume(folder), true);
  }

  private interface FolderSource {
    RunFolder open();
  }

  private static TrainingRun open(
      RunConfig config, List<TrainingListener> listeners, FolderSource source, boolean resumed) {
    TrainConfig train = config.train();
    BisDataset data = train.dataset().open(train.dataloader().badFiles());
    TrainableNetwork network = BcsNetTraining.of(config);
    RunFolder folder = null;
    try {
      var validation = ValidationSet.of(config);
      folder = source.open();
      Trainer trainer = Trainer.of(config, data, network, folder, validation, listeners);
      return new TrainingRun(config, network, folder, trainer, resumed);
    } catch (RuntimeException failure) {
      network.close();
      if (folder != null) {
        folder.close();
      }
      throw failure;
    }
  }

  /**
   * Trains to the end of the schedule, or until {@link #stop}.
   *
   * @return how training ended, with the latest checkpoint
   * @throws org.bis5k.data.InvalidInputException if the data set is too small for one batch, a file
   *     cannot be used, or the loss is not finite
   */
  public TrainingResult train() {
    return resumed ? trainer.resume() : trainer.train();
  }

  /** Asks training to end after the current step with a checkpoint. May be called by any thread. */
  public void stop() {
    trainer.stop();
  }

  /**
   * The files of the run.
   *
   * @return their names
   */
  public RunLayout files() {
    return folder.files();
  }

  /** Frees the network's native memory and releases the folder's lock. */
  @Override
  public void close() {
    network.close();
    folder.close();
  }
}
