package org.bis5k.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.OnnxExport;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.engine.SegmenterDevice;
import org.bis5k.model.engine.SegmenterEngine;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.LogitFunction;
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
    return open(weights, SegmenterEngine.AUTO, SegmenterDevice.AUTO);
  }

  /**
   * Opens a file or run folder on an engine.
   *
   * @param weights the file or run folder
   * @param engine the engine
   * @param device the device
   * @return the network
   */
  public static TrainedNetwork open(Path weights, SegmenterEngine engine, SegmenterDevice device) {
    return new TrainedNetwork(Segmenter.open(fileOf(weights), engine, device));
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
    Map<String, String> metadata =
        OnnxExport.isOnnx(file) ? OnnxExport.metadata(file) : WeightFile.read(file).metadata();
    String yaml =
        Checkpoint.configOf(metadata)
            .or(() -> preprocessing(metadata, file).map(TrainedNetwork::yaml))
            .orElse("{}");
    return RunConfig.parse(yaml, file + " (its configuration)", overrides);
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
    return segmenter::logits;
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
