package org.bis5k.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.BcsNet;
import org.bis5k.model.WeightFile;
import org.bis5k.train.Checkpoint;
import org.bis5k.train.LogitFunction;
import org.bis5k.train.RunConfig;

/** A BCSNet from a weight file or a run folder, and the configuration it was trained with. */
final class TrainedNetwork implements AutoCloseable {

  private static final String CHECKPOINTS = "checkpoints";

  private final Path file;
  private final BcsNet net;

  private TrainedNetwork(Path file, BcsNet net) {
    this.file = file;
    this.net = net;
  }

  /** The network of a file, or of a run folder's best or else latest checkpoint. */
  static TrainedNetwork open(Path weights) {
    Path file = fileOf(weights);
    return new TrainedNetwork(file, BcsNet.load(file));
  }

  /** The weight file that a path means. */
  static Path fileOf(Path weights) {
    if (!Files.exists(weights)) {
      throw InvalidInputException.in(weights, "this weight file or run folder does not exist");
    }
    if (!Files.isDirectory(weights)) {
      return weights;
    }
    for (String name : List.of("best", "latest")) {
      Path file = weights.resolve(CHECKPOINTS).resolve(name + ".safetensors");
      if (Files.exists(file)) {
        return file;
      }
    }
    throw InvalidInputException.in(
        weights,
        "expected a weight file or a run folder; checkpoints/best.safetensors and"
            + " checkpoints/latest.safetensors are missing");
  }

  /** The configuration that its run left in a weight file, or the released one. */
  static RunConfig configOf(Path file, List<String> overrides) {
    Optional<String> yaml = Checkpoint.configOf(WeightFile.read(file));
    return RunConfig.parse(yaml.orElse("{}"), file + " (its configuration)", overrides);
  }

  Path file() {
    return file;
  }

  int widthDivisor() {
    return net.options().widthDivisor();
  }

  /** The network's first output, as the test protocol takes it. */
  LogitFunction logits() {
    return (images, count, size) -> net.logits(images, count, size)[0];
  }

  @Override
  public void close() {
    net.close();
  }
}
