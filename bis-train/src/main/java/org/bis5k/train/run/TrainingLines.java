package org.bis5k.train.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.bis5k.train.config.RunConfig;

/** Prints one line per epoch. */
final class TrainingLines implements TrainingListener {

  private final PrintStream out;
  private int epochs;

  TrainingLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(RunConfig config, Checkpoint.Position position, int batchesPerEpoch) {
    epochs = config.train().scheduler().epochs();
    out.printf(
        Locale.ROOT,
        "Training from epoch %d, batch %d to epoch %d, %d batches each%n",
        position.epoch() + 1,
        position.nextBatch() + 1,
        epochs,
        batchesPerEpoch);
  }

  @Override
  public void epochEnded(EpochReport epoch) {
    out.println(line(epoch, epochs));
  }

  /** For example {@code epoch 3/40: loss 2.6512, validation 0.8123 (best), 12.3 s}. */
  static String line(EpochReport epoch, int epochs) {
    String score =
        epoch.validation().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                ", validation %.4f%s",
                epoch.validation().getAsDouble(),
                epoch.best() ? " (best)" : "");
    return String.format(
        Locale.ROOT,
        "epoch %d/%d: loss %.4f%s, %.1f s",
        epoch.epoch() + 1,
        epochs,
        epoch.loss(),
        score,
        epoch.seconds());
  }

  @Override
  public void warned(String message) {
    out.println("Warning: " + message);
  }

  @Override
  public void ended(TrainingResult result) {
    out.println(end(result));
  }

  static String end(TrainingResult result) {
    Path file = result.checkpoint();
    return switch (result.outcome()) {
      case COMPLETED -> "Trained " + result.epochs() + " epochs; " + file;
      case STOPPED_EARLY ->
          "Trained " + result.epochs() + " epochs; validation improves no more; " + file;
      case INTERRUPTED ->
          "Stopped after iteration " + result.iterations() + "; continue with --resume; " + file;
    };
  }
}
