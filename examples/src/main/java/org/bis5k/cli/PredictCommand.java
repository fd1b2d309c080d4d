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
import org.bis5k.cli.terminal.ImageBar;
import org.bis5k.cli.terminal.OutputFolder;
import org.bis5k.cli.terminal.SizeConverter;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.cli.terminal.TrainedNetwork;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;
import org.bis5k.model.BcsNet;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.slide.PredictionRecord;
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

  @Mixin private EngineOptions engine;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (size != null) {
      BcsNet.requireUsable(size);
    }
    Path file = TrainedNetwork.fileOf(weights);
    TestConfig config = adapted(TrainedNetwork.configOf(file, List.of()).test());
    List<Path> images = images();
    Map<Path, Path> targets = targets(images);
    if (skipExisting) {
      PredictionRecord.requireSame(out, file, config);
    }
    try (TrainedNetwork network = engine.open(file, terminal);
        ImageBar bar = ImageBar.of(images.size(), terminal)) {
      TestRun.of(network.logits(), config)
          .with(skipExisting ? ExistingFiles.KEEP : ExistingFiles.REPLACE)
          .run(images, out, bar);
      PredictionRecord.write(out, file, network.engine(), config);
    }
    images.forEach(image -> terminal.out().println(PlainText.line(targets.get(image).toString())));
    return 0;
  }

  private List<Path> images() {
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

  private TestConfig adapted(TestConfig read) {
    List<Transform> transforms = new ArrayList<>(read.transforms());
    if (size != null) {
      transforms.removeIf(transform -> transform instanceof Resize);
      transforms.add(0, new Resize(size));
    }
    return new TestConfig(
        read.root(),
        read.testsets(),
        List.copyOf(transforms),
        read.dataloader(),
        read.checkpoint(),
        mode);
  }

  /** All images are looked at before the first is predicted, and no two share a PNG. */
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
      try {
        ImageFiles.readSize(image);
      } catch (InvalidInputException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(String.join(System.lineSeparator(), problems));
    }
    OutputFolder.make(out);
    return targets;
  }
}
