package org.bis5k.train.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.bis5k.train.config.RunConfig;

/** A progress bar over all steps of a run with one line above it per epoch. */
final class TrainingBar implements TrainingListener {

  private static final int COLUMNS = 120;
  private static final double SMOOTHING = 0.9;

  private final PrintStream out;
  private ProgressBar bar;
  private int epochs;
  private double speed;

  TrainingBar(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(RunConfig config, Checkpoint.Position position, int batchesPerEpoch) {
    epochs = config.train().scheduler().epochs();
    bar =
        new ProgressBarBuilder()
            .setTaskName("Training")
            .setInitialMax((long) epochs * batchesPerEpoch)
            .startsFrom(position.iteration(), Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .setMaxRenderedLength(COLUMNS)
            .setConsumer(new ConsoleProgressBarConsumer(out, COLUMNS))
            .build();
  }

  @Override
  public void stepped(StepReport step) {
    double now = step.imagesPerSecond();
    speed = speed == 0 ? now : SMOOTHING * speed + (1 - SMOOTHING) * now;
    bar.stepTo(step.iteration() + 1);
    bar.setExtraMessage(message(step, epochs, speed));
  }

  /** For example {@code epoch 3/40 loss 2.651 rate 9.9e-05 18.2 images/s}. */
  static String message(StepReport step, int epochs, double speed) {
    return String.format(
        Locale.ROOT,
        " epoch %d/%d loss %.3f rate %.1e %.1f images/s",
        step.epoch() + 1,
        epochs,
        step.loss(),
        step.rate(),
        speed);
  }

  @Override
  public void epochEnded(EpochReport epoch) {
    out.print("\r" + " ".repeat(COLUMNS - 1) + "\r");
    out.println(TrainingLines.line(epoch, epochs));
  }

  @Override
  public void warned(String message) {
    out.println("Warning: " + message);
  }

  @Override
  public void ended(TrainingResult result) {
    close();
    out.println(TrainingLines.end(result));
  }

  @Override
  public void closed() {
    close();
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
