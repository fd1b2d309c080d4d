package org.bis5k.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.engine.NetworkFile;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.run.Checkpoint;

/**
 * A BCSNet from a weight file, an ONNX model or a run folder, and the configuration it was trained
 * with.
 */
public final class TrainedNetwork implements AutoCloseable {

  private static final String CHECKPOINTS = "checkpoints";

  private final Segmenter segmenter;

  private TrainedNetwork(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Opens a file, or the best or else latest checkpoint of a run folder.
   *
   * @param weights the file or run folder
   * @return the network
   */
  public static TrainedNetwork open(Path weights) {
    return open(weights, SegmenterOptions.defaults());
  }

  /**
   * Opens a file or run folder on an engine.
   *
   * @param weights the file or run folder
   * @param options engine and device
   * @return the network
   */
  public static TrainedNetwork open(Path weights, SegmenterOptions options) {
    return new TrainedNetwork(Segmenter.open(fileOf(weights), options));
  }

  /**
   * The weight file that a path means.
   *
   * @param weights the file or run folder
   * @return the file
   */
  public static Path fileOf(Path weights) {
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

  /**
   * The configuration that its run left in a file, else the preprocessing it names, or released.
   *
   * @param file the weight file
   * @param overrides laid over it
   * @return the configuration
   */
  public static RunConfig configOf(Path file, List<String> overrides) {
    try (NetworkFile network = NetworkFile.open(file)) {
      Map<String, String> metadata = network.metadata();
      String yaml =
          Checkpoint.configOf(metadata)
              .or(() -> preprocessing(metadata, file).map(TrainedNetwork::yaml))
              .orElse("{}");
      return RunConfig.parse(yaml, file + " (its configuration)", overrides);
    }
  }

  private static Optional<Preprocessing> preprocessing(Map<String, String> metadata, Path file) {
    try {
      return Preprocessing.ofMetadata(metadata);
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.in(file, "damaged metadata: " + e.getMessage(), e);
    }
  }

  /** Configurations name the width first. */
  private static String yaml(Preprocessing preprocessing) {
    return String.format(
        Locale.ROOT,
        "Test: {Dataset: {transform_list: {resize: {size: [%d, %d]}, tonumpy: NULL,"
            + " normalize: {mean: %s, std: %s}, totensor: NULL}}}",
        preprocessing.size().width(),
        preprocessing.size().height(),
        preprocessing.normalisation().mean(),
        preprocessing.normalisation().std());
  }

  /**
   * The engine and why it was chosen.
   *
   * @return the description
   */
  public String engine() {
    return segmenter.engine();
  }

  /**
   * The network's first output, as the test protocol takes it.
   *
   * @return the function
   */
  public LogitFunction logits() {
    return segmenter;
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
