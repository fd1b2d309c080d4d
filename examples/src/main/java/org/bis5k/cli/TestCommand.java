package org.bis5k.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.ImageBar;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.PairList;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.TestRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bis test}. */
@Command(
    name = "test",
    description = {
      "Predict every image of the test sets, or of a folder, by the test protocol.",
      "Without --config, the weights' own run or else the released values tell how images are"
          + " prepared."
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file.")
  private Path config;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "A .pth, .safetensors or .onnx file, or a run folder"
              + " (default: Test.Checkpoint.checkpoint_dir).")
  private Path weights;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Predict this folder or list file instead of the configured test sets.")
  private Path images;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of predictions; test sets get folders of their names in it.")
  private Path out;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "threshold (0 or 255), map (grey levels) or rgba (the image, map as alpha).")
  private PredictionMode mode;

  @Option(
      names = "--skip-existing",
      description = "Leave predictions alone that are there, to go on with an interrupted run.")
  private boolean skipExisting;

  @Mixin private EngineOptions engine;

  @Option(names = "--set", paramLabel = "A.B=V", description = "Override a value; may be repeated.")
  private List<String> overrides = List.of();

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (config == null && weights == null) {
      throw new InvalidInputException("Give --config FILE or --weights FILE");
    }
    List<String> settings = new ArrayList<>(overrides);
    if (mode != null) {
      settings.add("Test.mode=" + mode.name().toLowerCase(Locale.ROOT));
    }
    RunConfig read = config == null ? null : RunConfig.load(config, settings);
    PredictorOptions options =
        read != null
            ? PredictorOptions.defaults().withConfig(read)
            : PredictorOptions.defaults().withSettings(settings);
    for (TestRun.Report report : predict(weights != null ? weights : checkpointOf(read), options)) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%s: %d images in %.1f s (%.3f s each)%n",
              report.folder(),
              report.images(),
              report.seconds(),
              report.seconds() / Math.max(1, report.images()));
      if (report.kept() > 0) {
        terminal.out().println("Kept " + report.kept() + " that were there");
      }
      report.problems().forEach(problem -> terminal.out().println("Skipped: " + problem));
    }
    return 0;
  }

  private List<TestRun.Report> predict(Path network, PredictorOptions options) {
    try (Predictor predictor = engine.open(network, options, terminal)) {
      FolderOptions folder =
          new FolderOptions(
              skipExisting ? ExistingFiles.KEEP : ExistingFiles.REPLACE,
              predictor.config().dataloader().badFiles());
      List<Path> folders = images == null ? predictor.testFolders() : List.of(images);
      int count = folders.stream().mapToInt(each -> PairList.images(each).size()).sum();
      try (ImageBar bar = ImageBar.of(count, terminal)) {
        return images == null
            ? predictor.predictTestSets(out, folder, bar)
            : List.of(predictor.predictFolder(images, out, folder, bar));
      }
    }
  }

  private static Path checkpointOf(RunConfig config) {
    return config
        .test()
        .checkpoint()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Test.Checkpoint.checkpoint_dir is not set; add it to the configuration or"
                        + " give --weights FILE"));
  }
}
