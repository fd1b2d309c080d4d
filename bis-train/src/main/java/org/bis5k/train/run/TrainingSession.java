package org.bis5k.train.run;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.Provenance;
import org.bis5k.data.dataset.Batch;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.Epoch;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.CheckpointConfig;
import org.bis5k.train.config.OptimizerConfig;
import org.bis5k.train.config.TrainConfig;
import org.bis5k.train.optimizer.PolySchedule;

/**
 * The training loop: epochs over the data set, with the schedule's rates set before every step, a
 * log, checkpoints and, if configured, validation.
 */
final class TrainingSession {

  /** Time between two drawings of the loss curve, which can take longer than a short epoch. */
  private static final long DRAWING_PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final TrainingSetup setup;
  private final TrainConfig train;
  private final Listeners listeners;
  private final RunLayout files;
  private final Provenance provenance;
  private final DataWatch watch;
  private final BatchLoader loader;
  private final RunLog log;
  private final BooleanSupplier stopping;
  private final int batchesPerEpoch;
  private Checkpoint.Position position = Checkpoint.Position.START;
  private BestScore best = BestScore.NONE;
  private long drawn = System.nanoTime();

  TrainingSession(
      TrainingSetup setup,
      Provenance provenance,
      DataWatch watch,
      BatchLoader loader,
      RunLog log,
      BooleanSupplier stopping) {
    this.setup = setup;
    this.train = setup.config().train();
    this.listeners = setup.listeners();
    this.files = setup.folder().files();
    this.provenance = provenance;
    this.watch = watch;
    this.loader = loader;
    this.log = log;
    this.stopping = stopping;
    this.batchesPerEpoch = loader.batchesPerEpoch();
  }

  /** Trains to the end of the schedule from a checkpoint whose state the network has. */
  TrainingResult runFrom(Checkpoint.Position start, BestScore bestSoFar) {
    position = start;
    best = bestSoFar;
    return run();
  }

  /** Trains to the end of the schedule, or until training is asked to stop. */
  TrainingResult run() {
    listeners.started(setup.config(), position, batchesPerEpoch);
    setup.config().warnings().forEach(listeners::warned);
    if (position.iteration() == 0) {
      save(checkpoint()); // keeps the initial weights
    }
    while (!completed() && !exhausted()) {
      long begun = System.nanoTime();
      steps();
      if (position.nextBatch() < batchesPerEpoch) {
        save(checkpoint());
        return ended();
      }
      endEpoch(begun);
    }
    return ended();
  }

  private boolean completed() {
    return position.epoch() >= train.scheduler().epochs();
  }

  private boolean exhausted() {
    return best.exhausts(train.validation().patience());
  }

  /** Steps to the end of the epoch, or until training is asked to stop. */
  private void steps() {
    PolySchedule schedule = train.scheduler().schedule(batchesPerEpoch);
    int everySteps = train.checkpoint().everySteps();
    long before = System.nanoTime();
    try (Epoch epoch = loader.epoch(position.epoch(), position.nextBatch())) {
      while (epoch.hasNext() && !stopping.getAsBoolean()) {
        before = step(epoch.next(), schedule, before);
        if (everySteps > 0 && position.iteration() % everySteps == 0 && epoch.hasNext()) {
          save(checkpoint());
        }
      }
    }
  }

  /** Makes one step and returns the time of its end. */
  private long step(Batch batch, PolySchedule schedule, long before) {
    OptimizerConfig optimizer = train.optimizer();
    double[] rates = optimizer.groups().rates(schedule, optimizer.rate(), position.iteration());
    double loss = setup.network().step(batch, rates);
    if (!Double.isFinite(loss)) {
      throw Divergence.of(loss, position, batch).dumped(setup.network().state(), files);
    }
    long now = System.nanoTime();
    StepReport report =
        new StepReport(
            position.iteration(),
            position.epoch(),
            position.nextBatch(),
            loss,
            setup.network().outputLosses(),
            largest(rates),
            batch.count(),
            (now - before) / 1e9);
    log.step(report);
    listeners.stepped(report);
    position = position.afterStep();
    return now;
  }

  private void endEpoch(long begun) {
    OptionalDouble score = score();
    boolean better = score.isPresent() && best.isBeatenBy(score.getAsDouble());
    best = score.isPresent() ? best.after(score.getAsDouble()) : best;
    EpochReport report =
        new EpochReport(
            position.epoch(),
            position.iteration(),
            meanOfLast(log.losses()),
            score,
            better,
            (System.nanoTime() - begun) / 1e9);
    log.epoch(report);
    listeners.epochEnded(report);
    position = position.afterEpoch();
    // The latest checkpoint is written last: a run that dies before repeats the end of the epoch.
    Checkpoint checkpoint = checkpoint();
    keep(checkpoint, better);
    save(checkpoint);
    if (System.nanoTime() - drawn > DRAWING_PAUSE) {
      draw();
    }
  }

  private OptionalDouble score() {
    int epoch = position.epoch() + 1;
    if (setup.validation().isEmpty() || epoch % train.validation().every() != 0) {
      return OptionalDouble.empty();
    }
    double score = setup.validation().get().score(setup.network());
    if (Double.isNaN(score)) {
      listeners.warned("the validation score after epoch " + epoch + " is undefined");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(score);
  }

  private Checkpoint checkpoint() {
    watch.requireUnchanged();
    WeightFile state = setup.network().state();
    Divergence.requireFinite(state, position, files);
    return Checkpoint.of(state, position, best, log.sync(), setup.config(), provenance);
  }

  private void save(Checkpoint checkpoint) {
    setup.folder().saveLatest(checkpoint);
    listeners.saved(files.latest());
  }

  private void keep(Checkpoint checkpoint, boolean better) {
    if (better) {
      checkpoint.writeWeights(files.best());
      listeners.saved(files.best());
    }
    CheckpointConfig kept = train.checkpoint();
    int done = position.epoch();
    if (kept.every() > 0 && done % kept.every() == 0) {
      checkpoint.write(files.afterEpoch(done));
      listeners.saved(files.afterEpoch(done));
      setup.folder().prune(kept.keepLast());
    }
  }

  private void draw() {
    drawn = System.nanoTime();
    byte[] png;
    try {
      png = LossCurve.png(log.losses(), batchesPerEpoch);
    } catch (InternalError | LinkageError e) {
      // A Java runtime without fonts cannot draw text; training must not end because of that.
      listeners.warned(RunLayout.LOSS_CURVE + " cannot be drawn on this Java runtime: " + e);
      return;
    }
    AtomicFile.write(files.lossCurve(), out -> out.write(png));
  }

  private TrainingResult ended() {
    TrainingResult.Outcome outcome = TrainingResult.Outcome.INTERRUPTED;
    if (completed()) {
      outcome = TrainingResult.Outcome.COMPLETED;
    } else if (exhausted()) {
      outcome = TrainingResult.Outcome.STOPPED_EARLY;
    }
    if (!log.losses().isEmpty()) {
      draw();
    }
    if (outcome != TrainingResult.Outcome.INTERRUPTED) {
      setup.folder().writeChecksums();
    }
    int epochs = position.epoch();
    OptionalDouble last =
        epochs == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(meanOfLast(log.losses().subList(0, epochs * batchesPerEpoch)));
    TrainingResult result =
        new TrainingResult(
            outcome, epochs, position.iteration(), last, best.value(), files.latest());
    listeners.ended(result);
    return result;
  }

  private double meanOfLast(List<Double> losses) {
    double sum = 0;
    for (double loss : losses.subList(losses.size() - batchesPerEpoch, losses.size())) {
      sum += loss;
    }
    return sum / batchesPerEpoch;
  }

  private static double largest(double[] rates) {
    double largest = 0;
    for (double rate : rates) {
      largest = Math.max(largest, rate);
    }
    return largest;
  }
}
