package org.bis5k.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.PathSetting;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.StopOnInterrupt;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.cli.terminal.TrainingProgress;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.BcsNet;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.run.TrainingListener;
import org.bis5k.train.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bis train}. */
@Command(
    name = "train",
    description = {
      "Train BCSNet in a run folder of its own.",
      "Ctrl-C stops after the present step with a checkpoint; --resume goes on from there."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "A.B=V",
      description = "Override a value, for example Train.Dataloader.batch_size=4; may be repeated.")
  private List<String> overrides = List.of();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run folder (default: Train.Checkpoint.checkpoint_dir).")
  private Path folder;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Short for --set Train.Scheduler.epoch=N.")
  @Range(from = 0, to = 1_000_000)
  private Integer epochs;

  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description = "Start with the encoder of a Res2Net-50 or BCSNet; short for Model.backbone.")
  private Path backbone;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Start with the weights of a BCSNet; short for Model.weights.")
  private Path weights;

  @Option(names = "--resume", description = "Go on with the run in the run folder.")
  private boolean resume;

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (config == null && !(resume && folder != null)) {
      throw new InvalidInputException(
          "Give --config FILE, or --resume --run DIR to go on with a run");
    }
    List<String> settings = new ArrayList<>(overrides);
    if (epochs != null) {
      settings.add("Train.Scheduler.epoch=" + epochs);
    }
    if (resume && (backbone != null || weights != null)) {
      throw new InvalidInputException(
          "--resume goes on with the weights of the run; leave out --backbone and --weights");
    }
    if (backbone != null) {
      settings.add(PathSetting.of("Model.backbone", backbone));
    }
    if (weights != null) {
      settings.add(PathSetting.of("Model.weights", weights));
    }
    RunConfig read = config == null ? null : RunConfig.load(config, settings);
    Path run = folder != null ? folder : folderOf(read);
    List<TrainingListener> listeners = List.of(TrainingProgress.of(terminal));
    String advice = "Go on with: bis train --resume --run " + quoted(run);
    try (TrainingRun training =
            resume
                ? TrainingRun.resume(run, settings, listeners)
                : TrainingRun.create(read, run, listeners);
        StopOnInterrupt watch = StopOnInterrupt.watch(training::stop, terminal.out(), advice)) {
      terminal.out().println("Computing on " + BcsNet.backend());
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "Needs about %,d MB of memory%n",
              Math.round(training.memory().total() / 1e6));
      training.train();
      return 0;
    }
  }

  private static Path folderOf(RunConfig config) {
    return config
        .train()
        .checkpoint()
        .folder()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Train.Checkpoint.checkpoint_dir is not set; add it to the configuration or"
                        + " give --run DIR"));
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
