package org.bis5k.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bis5k.cli.terminal.ImageBar;
import org.bis5k.cli.terminal.OutputFolder;
import org.bis5k.cli.terminal.SizeConverter;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.FailedImage;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.run.TrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis predict}. */
@Command(
    name = "predict",
    description = "Predict images and folders; each image becomes a PNG of its own size and name.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "IMAGE",
      arity = "1..*",
      description = "Image files, and folders whose images are meant.")
  private List<Path> inputs;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "A .pth, .safetensors or .onnx file, or a run folder.")
  private Path weights;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of PNGs.")
  private Path out;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "threshold",
      description = "threshold, map or rgba (default: ${DEFAULT-VALUE}).")
  private PredictionMode mode;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      converter = SizeConverter.class,
      description = "What images are resized to, multiples of 16 (default: as in training).")
  private Size size;

  @Option(
      names = "--skip-existing",
      description = "Leave predictions alone that are there, to go on with an interrupted run.")
  private boolean skipExisting;

  @Option(
      names = "--fail-fast",
      description = "Stop at an image that cannot be used instead of going on with the others.")
  private boolean failFast;

  @Mixin private EngineOptions engine;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PredictorOptions options = PredictorOptions.defaults().withMode(mode);
    if (size != null) {
      options = options.withSize(size);
    }
    Path file = TrainedWeights.fileOf(weights);
    List<Path> images = images();
    Map<Path, Path> targets = targets(images);
    TestRun.Report report = predict(file, options, images);
    Set<Path> failed = report.failed().stream().map(FailedImage::image).collect(Collectors.toSet());
    for (Path image : images) {
      if (!failed.contains(image)) {
        terminal.out().println(PlainText.line(targets.get(image).toString()));
      }
    }
    return Failures.print(report.failed(), images.size(), out, terminal);
  }

  private TestRun.Report predict(Path file, PredictorOptions options, List<Path> images) {
    FolderOptions folder =
        new FolderOptions(
            skipExisting ? ExistingFiles.KEEP : ExistingFiles.REPLACE,
            failFast ? BadFiles.FAIL : BadFiles.SKIP);
    try (Predictor predictor = engine.open(file, options, terminal);
        ImageBar bar = ImageBar.of(images.size(), terminal)) {
      return predictor.predictImages(images, out, folder, bar);
    }
  }

  /** A path that is not there is a mistake in the command line, not an image to go on past. */
  private List<Path> images() {
    List<String> missing =
        inputs.stream().filter(Files::notExists).map(path -> path + ": does not exist").toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(String.join(System.lineSeparator(), missing));
    }
    Set<Path> images = new LinkedHashSet<>();
    for (Path input : inputs) {
      List<Path> meant = Files.isDirectory(input) ? ImageFiles.list(input) : List.of(input);
      if (meant.isEmpty()) {
        throw InvalidInputException.in(input, "no images to predict");
      }
      images.addAll(meant);
    }
    return List.copyOf(images);
  }

  /** No two images share a PNG, and with --fail-fast every image has a readable header. */
  private Map<Path, Path> targets(List<Path> images) {
    Map<Path, Path> targets = new HashMap<>();
    Map<Path, Path> owners = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path image : images) {
      Path target = TestRun.target(image, out);
      targets.put(image, target);
      Path other = owners.put(target, image);
      if (other != null && !other.equals(image)) {
        problems.add(image + ": would be written to the same file as " + other);
      } else if (target.toAbsolutePath().normalize().equals(image.toAbsolutePath().normalize())) {
        problems.add(image + ": would be replaced by its prediction; choose another --out");
      }
      if (failFast) {
        requireReadable(image, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(String.join(System.lineSeparator(), problems));
    }
    OutputFolder.make(out);
    return targets;
  }

  private static void requireReadable(Path image, List<String> problems) {
    try {
      ImageFiles.readSize(image);
    } catch (InvalidInputException e) {
      problems.add(e.getMessage());
    }
  }
}
