package org.bis5k.train.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TrainConfig;

/**
 * Starts a run or continues one, each as a {@link TrainingSession}. A run that was stopped or that
 * died continues from its last checkpoint to the same weights and losses as an uninterrupted one,
 * on the same machine with the same number of threads.
 */
final class Trainer {

  private final TrainingSetup setup;
  private final Provenance provenance;
  private final DataWatch watch;
  private volatile boolean stopping;

  private Trainer(TrainingSetup setup) {
    this.setup = setup;
    Map<String, String> extra = new LinkedHashMap<>();
    extra.put("samples", Integer.toString(setup.data().pairs().size()));
    setup
        .network()
        .threads()
        .ifPresent(threads -> extra.put(ResumeCheck.THREADS, Integer.toString(threads)));
    this.provenance =
        Provenance.now(
            setup.config().train().seed(),
            setup.data().fingerprint(),
            setup.network().backend(),
            extra);
    this.watch = new DataWatch(setup.data(), provenance.data());
  }

  /**
   * A trainer.
   *
   * @param config decides everything but the data set and the initial weights
   * @param data the training set
   * @param network with the initial weights; not closed
   * @param folder the run's folder; not closed
   * @param validation scores the network after every {@code Train.Validation.every} epochs
   * @param listeners called during the run
   */
  static Trainer of(
      RunConfig config,
      BisDataset data,
      TrainableNetwork network,
      RunFolder folder,
      Optional<Validation> validation,
      List<TrainingListener> listeners) {
    return new Trainer(
        new TrainingSetup(config, data, network, folder, validation, new Listeners(listeners)));
  }

  /**
   * Asks a running training to stop: it finishes its step, writes a checkpoint and returns. May be
   * called by any thread.
   */
  void stop() {
    stopping = true;
  }

  /**
   * Trains from the start.
   *
   * @return how it ended
   * @throws InvalidInputException if the data set is too small for one batch, a file cannot be
   *     used, the loss is not finite, or the run folder cannot be written to
   */
  TrainingResult train() {
    try (BatchLoader loader = loader()) {
      setup.folder().begin(setup.config(), provenance);
      try (RunLog log = RunLog.create(setup.folder().files().log())) {
        return session(loader, log).run();
      }
    } finally {
      setup.listeners().closed();
    }
  }

  /**
   * Continues from the newest checkpoint of the run folder.
   *
   * @return how it ended
   * @throws InvalidInputException as {@link #train}, or if no checkpoint can be read, or the data
   *     set, the seed or a setting that must not change is another one
   */
  TrainingResult resume() {
    if (setup.folder().isUntrained()) {
      return train();
    }
    Checkpoint checkpoint = setup.folder().newest(setup.listeners()::warned);
    RunLayout files = setup.folder().files();
    new ResumeCheck(files, checkpoint)
        .requireSame(setup.config(), provenance, setup.listeners()::warned);
    long steps = checkpoint.position().iteration();
    try (BatchLoader loader = loader();
        RunLog log = RunLog.resume(files.log(), checkpoint.logBytes(), steps)) {
      setup.folder().dropChecksums();
      setup.network().restore(checkpoint.state());
      return session(loader, log).runFrom(checkpoint.position(), checkpoint.bestScore());
    } finally {
      setup.listeners().closed();
    }
  }

  private BatchLoader loader() {
    TrainConfig train = setup.config().train();
    train.dataset().imageSize(); // refuses transforms that give no common size
    TransformPipeline transforms = TransformPipeline.of(train.dataset().transforms());
    return BatchLoader.of(setup.data(), transforms, train.dataloader().options(train.seed()));
  }

  private TrainingSession session(BatchLoader loader, RunLog log) {
    return new TrainingSession(setup, provenance, watch, loader, log, () -> stopping);
  }
}
