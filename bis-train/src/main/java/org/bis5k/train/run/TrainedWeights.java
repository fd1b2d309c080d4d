package org.bis5k.train.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.NetworkFile;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.train.config.RunConfig;

/**
 * The file of a trained network (a PyTorch or safetensors file or an ONNX model) and what it says
 * about the network's training.
 */
public final class TrainedWeights implements AutoCloseable {

  private final NetworkFile network;

  private TrainedWeights(NetworkFile network) {
    this.network = network;
  }

  /**
   * Opens a weight file.
   *
   * @param path a {@code .pth}, {@code .safetensors} or {@code .onnx} file, or a run folder
   * @return the weights, to be closed
   * @throws InvalidInputException if there is no such file, it is damaged, or a run folder holds no
   *     checkpoint
   */
  public static TrainedWeights open(Path path) {
    return new TrainedWeights(NetworkFile.open(fileOf(path)));
  }

  /**
   * The weight file that a path stands for.
   *
   * @param path a weight file or a run folder
   * @return the file itself, or the run's best checkpoint, or else its latest
   * @throws InvalidInputException if there is no such file, or a run folder holds no checkpoint
   */
  public static Path fileOf(Path path) {
    if (!Files.exists(path)) {
      throw InvalidInputException.in(path, "this weight file or run folder does not exist");
    }
    if (!Files.isDirectory(path)) {
      return path;
    }
    return new RunLayout(path).bestOrLatest();
  }

  /**
   * The weight file.
   *
   * @return a file, never a run folder
   */
  public Path file() {
    return network.path();
  }

  /**
   * The open file.
   *
   * @return weights or an ONNX model; closed with this
   */
  public NetworkFile network() {
    return network;
  }

  /**
   * The configuration that the network was trained with: the one its run wrote into the file, else
   * the released one with the preprocessing that the file names, else the released one.
   *
   * @param settings values to change, each {@code path=value}
   * @return the configuration
   * @throws InvalidInputException if the file's metadata are damaged or a setting cannot be used
   */
  public RunConfig config(List<String> settings) {
    String yaml =
        Checkpoint.configOf(network.metadata())
            .or(() -> preprocessing().map(TrainedWeights::yaml))
            .orElse("{}");
    return RunConfig.parse(yaml, network.path() + " (its configuration)", settings);
  }

  private Optional<Preprocessing> preprocessing() {
    try {
      return Preprocessing.ofMetadata(network.metadata());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.in(network.path(), "damaged metadata: " + e.getMessage(), e);
    }
  }

  private static String yaml(Preprocessing preprocessing) {
    return String.format(
        Locale.ROOT,
        "Test: {Dataset: {transform_list: {resize: {size: [%d, %d]}, tonumpy: NULL,"
            + " normalize: {mean: %s, std: %s}, totensor: NULL}}}",
        preprocessing.size().width(), // configurations name the width first
        preprocessing.size().height(),
        preprocessing.normalisation().mean(),
        preprocessing.normalisation().std());
  }

  /** Closes the file. */
  @Override
  public void close() {
    network.close();
  }
}
