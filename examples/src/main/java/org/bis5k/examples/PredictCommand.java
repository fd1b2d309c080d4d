package org.bis5k.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bis5k.data.ImageFiles;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.Transform;
import org.bis5k.model.BcsNet;
import org.bis5k.train.PredictionMode;
import org.bis5k.train.TestConfig;
import org.bis5k.train.TestRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis predict}. */
@Command(
    name = "predict",
    description = "Predict single images; each becomes a PNG of its own size and name.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files.")
  private List<Path> images;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "A .pth or .safetensors file, or a run folder.")
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
    Map<Path, Path> targets = targets();
    try (TrainedNetwork network = TrainedNetwork.open(file)) {
      TestRun run = TestRun.of(network.logits(), config);
      for (Path image : images) {
        run.predict(image, targets.get(image));
        terminal.out().println(targets.get(image));
      }
    }
    return 0;
  }

  private TestConfig adapted(TestConfig read) {
    List<Transform> transforms = new ArrayList<>(read.transforms());
    if (size != null) {
      transforms.removeIf(transform -> transform instanceof Transform.Resize);
      transforms.add(0, new Transform.Resize(size));
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
  private Map<Path, Path> targets() {
    Map<Path, Path> targets = new HashMap<>();
    Map<Path, Path> owners = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path image : images) {
      String name = image.getFileName().toString();
      int dot = name.lastIndexOf('.');
      Path target = out.resolve((dot > 0 ? name.substring(0, dot) : name) + ".png");
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
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw InvalidInputException.in(out, "this folder cannot be made: " + e, e);
    }
    return targets;
  }
}
