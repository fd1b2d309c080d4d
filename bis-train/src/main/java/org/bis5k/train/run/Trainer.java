package org.bis5k.train.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.dataset.Batch;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.Epoch;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.CheckpointConfig;
import org.bis5k.train.config.OptimizerConfig;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TrainConfig;
import org.bis5k.train.optimizer.PolySchedule;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * The training loop: epochs over the data set, the schedule's rates set before every step (counted
 * from 0), a log, checkpoints and, where asked for, validation. A run that was stopped, or that
 * died, continues from its last checkpoint to the same weights and losses as one that was not, on
 * the same machine with the same number of threads.
 */
public final class Trainer {

  /** Epochs may be shorter than a drawing takes. */
  private static final long DRAWING_PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final RunConfig config;
  private final BisDataset data;
  private final TrainableNetwork network;
  private final RunFolder folder;
  private final Optional<Validation> validation;
  private final Listeners listeners;
  private final Provenance provenance;
  private volatile boolean stopping;
  private long drawn = System.nanoTime();

  private Trainer(
      RunConfig config,
      BisDataset data,
      TrainableNetwork network,
      RunFolder folder,
      Optional<Validation> validation,
      List<TrainingListener> listeners) {
    this.config = config;
    this.data = data;
    this.network = network;
    this.folder = folder;
    this.validation = validation;
    this.listeners = new Listeners(listeners);
    this.provenance =
        Provenance.now(
            config.train().seed(),
            data.fingerprint(),
            network.backend(),
            Map.of("samples", Integer.toString(data.pairs().size())));
  }

  /**
   * A trainer.
   *
   * @param config the configuration; decides all but the data set and the weights to start from
   * @param data the training set
   * @param network with the weights to start from; stays open
   * @param folder the run's folder; stays open
   * @param validation scores the network after every {@code Train.Validation.every} epochs
   * @param listeners told of everything
   */
  static Trainer of(
      RunConfig config,
      BisDataset data,
      TrainableNetwork network,
      RunFolder folder,
      Optional<Validation> validation,
      List<TrainingListener> listeners) {
    return new Trainer(config, data, network, folder, validation, listeners);
  }

  /**
   * Asks a running training to stop: it finishes its step, writes a checkpoint and returns. May be
   * called by any thread.
   */
  public void stop() {
    stopping = true;
  }

  /**
   * Trains from the start.
   *
   * @return how it ended
   * @throws InvalidInputException if the data set is too small for one batch, a file cannot be
   *     used, the loss is not finite, or the run folder cannot be written to
   */
  public TrainingResult train() {
    try (BatchLoader loader = loader()) {
      folder.writeText("config.yaml", config.toYaml()); // from now on the run can be resumed
      folder.writeText(Provenance.FILE_NAME, ProvenanceJson.text(provenance) + "\n");
      try (RunLog log = RunLog.open(folder.log(), 0)) {
        return run(loader, log, Checkpoint.Position.START, BestScore.NONE);
      }
    } finally {
      listeners.closed();
    }
  }

  /**
   * Continues from the newest checkpoint of the run folder.
   *
   * @return how it ended
   * @throws InvalidInputException as {@link #train}, or if no checkpoint can be read, or the data
   *     set or the seed is another one
   */
  public TrainingResult resume() {
    if (folder.isUntrained()) {
      return train();
    }
    Checkpoint checkpoint = folder.newest(listeners::warned);
    requireSame(checkpoint, "seed", Long.toString(config.train().seed()));
    requireSame(checkpoint, "data", data.fingerprint());
    folder.dropChecksums();
    try (BatchLoader loader = loader();
        RunLog log = RunLog.open(folder.log(), checkpoint.logBytes())) {
      network.restore(checkpoint.state());
      return run(loader, log, checkpoint.position(), checkpoint.bestScore());
    } finally {
      listeners.closed();
    }
  }

  private void requireSame(Checkpoint checkpoint, String key, String now) {
    String then =
        ProvenanceJson.value(checkpoint.provenance(), key, folder.path() + ": the checkpoint");
    if (!then.equals(now)) {
      throw InvalidInputException.in(
          folder.path(),
          "a resumed run needs the same "
              + key
              + " as before; expected "
              + then
              + ", found "
              + now
              + ". Restore it, or start a new run in another folder");
    }
  }

  private BatchLoader loader() {
    TrainConfig train = config.train();
    train.dataset().imageSize();
    TransformPipeline transforms = TransformPipeline.of(train.dataset().transforms());
    return BatchLoader.of(data, transforms, train.dataloader().options(train.seed()));
  }

  private TrainingResult run(
      BatchLoader loader, RunLog log, Checkpoint.Position start, BestScore bestSoFar) {
    int epochs = config.train().scheduler().epochs();
    int patience = config.train().validation().patience();
    Checkpoint.Position position = start;
    BestScore best = bestSoFar;
    listeners.started(config, position, loader.batchesPerEpoch());
    config.warnings().forEach(listeners::warned);
    if (position.iteration() == 0) {
      save(checkpoint(log, position, best)); // so that the fresh weights are kept, too
    }
    while (position.epoch() < epochs && !best.exhausts(patience)) {
      long begun = System.nanoTime();
      position = steps(loader, log, position, best);
      if (position.nextBatch() < loader.batchesPerEpoch()) {
        save(checkpoint(log, position, best));
        return ended(log, position, loader.batchesPerEpoch(), best);
      }
      OptionalDouble score = score(position.epoch());
      boolean better = score.isPresent() && best.isBeatenBy(score.getAsDouble());
      best = score.isPresent() ? best.after(score.getAsDouble()) : best;
      EpochReport report =
          new EpochReport(
              position.epoch(),
              position.iteration(),
              meanOfLast(log.losses(), loader.batchesPerEpoch()),
              score,
              better,
              (System.nanoTime() - begun) / 1e9);
      log.epoch(report);
      listeners.epochEnded(report);
      position = new Checkpoint.Position(position.epoch() + 1, 0, position.iteration());
      // The latest comes last: a run that dies before it does all of the epoch's end once more.
      Checkpoint checkpoint = checkpoint(log, position, best);
      keep(checkpoint, better);
      save(checkpoint);
      if (System.nanoTime() - drawn > DRAWING_PAUSE) {
        draw(log, loader.batchesPerEpoch());
      }
    }
    return ended(log, position, loader.batchesPerEpoch(), best);
  }

  /** Steps to the end of the epoch, or to where training was asked to stop. */
  private Checkpoint.Position steps(
      BatchLoader loader, RunLog log, Checkpoint.Position start, BestScore best) {
    PolySchedule schedule = config.train().scheduler().schedule(loader.batchesPerEpoch());
    OptimizerConfig optimizer = config.train().optimizer();
    int everySteps = config.train().checkpoint().everySteps();
    Checkpoint.Position position = start;
    long before = System.nanoTime();
    try (Epoch epoch = loader.epoch(start.epoch(), start.nextBatch())) {
      while (epoch.hasNext() && !stopping) {
        Batch batch = epoch.next();
        double[] rates = optimizer.groups().rates(schedule, optimizer.rate(), position.iteration());
        double loss = network.step(batch, rates);
        if (!Double.isFinite(loss)) {
          throw Divergence.of(loss, position, batch).dumped(network.state(), folder);
        }
        long now = System.nanoTime();
        StepReport report =
            new StepReport(
                position.iteration(),
                position.epoch(),
                position.nextBatch(),
                loss,
                network.outputLosses(),
                largest(rates),
                batch.count(),
                (now - before) / 1e9);
        before = now;
        log.step(report);
        listeners.stepped(report);
        position =
            new Checkpoint.Position(
                position.epoch(), position.nextBatch() + 1, position.iteration() + 1);
        if (everySteps > 0 && position.iteration() % everySteps == 0 && epoch.hasNext()) {
          save(checkpoint(log, position, best));
        }
      }
    }
    return position;
  }

  private OptionalDouble score(int epoch) {
    if (validation.isEmpty() || (epoch + 1) % config.train().validation().every() != 0) {
      return OptionalDouble.empty();
    }
    double score = validation.get().score(network);
    if (Double.isNaN(score)) {
      listeners.warned("the validation score after epoch " + (epoch + 1) + " is undefined");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(score);
  }

  private Checkpoint checkpoint(RunLog log, Checkpoint.Position position, BestScore best) {
    WeightFile state = network.state();
    Divergence.requireFinite(state, position, folder);
    return Checkpoint.of(state, position, best, log.sync(), config, provenance);
  }

  private void save(Checkpoint checkpoint) {
    folder.saveLatest(checkpoint);
    listeners.saved(folder.latest());
  }

  private void keep(Checkpoint checkpoint, boolean better) {
    if (better) {
      checkpoint.writeWeights(folder.best());
      listeners.saved(folder.best());
    }
    CheckpointConfig kept = config.train().checkpoint();
    int done = checkpoint.position().epoch();
    if (kept.every() > 0 && done % kept.every() == 0) {
      checkpoint.write(folder.afterEpoch(done));
      listeners.saved(folder.afterEpoch(done));
      folder.prune(kept.keepLast());
    }
  }

  private void draw(RunLog log, int perEpoch) {
    drawn = System.nanoTime();
    byte[] png;
    try {
      png = LossCurve.png(log.losses(), perEpoch);
    } catch (InternalError | LinkageError e) {
      // A Java runtime without fonts cannot draw text; days of training must not end for that.
      listeners.warned("loss.png cannot be drawn on this Java runtime: " + e);
      return;
    }
    AtomicFile.write(folder.lossCurve(), out -> out.write(png));
  }

  private TrainingResult ended(
      RunLog log, Checkpoint.Position position, int perEpoch, BestScore best) {
    int epochs = position.epoch();
    boolean complete = epochs >= config.train().scheduler().epochs();
    boolean exhausted = best.exhausts(config.train().validation().patience());
    if (!log.losses().isEmpty()) {
      draw(log, perEpoch);
    }
    if (complete || exhausted) {
      folder.writeChecksums();
    }
    OptionalDouble last =
        epochs == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(meanOfLast(log.losses().subList(0, epochs * perEpoch), perEpoch));
    TrainingResult result =
        new TrainingResult(
            complete || exhausted,
            exhausted && !complete,
            epochs,
            position.iteration(),
            last,
            best.value(),
            folder.latest());
    listeners.ended(result);
    return result;
  }

  private static double meanOfLast(List<Double> losses, int count) {
    double sum = 0;
    for (double loss : losses.subList(losses.size() - count, losses.size())) {
      sum += loss;
    }
    return sum / count;
  }

  private static double largest(double[] rates) {
    double largest = 0;
    for (double rate : rates) {
      largest = Math.max(largest, rate);
    }
    return largest;
  }
}
