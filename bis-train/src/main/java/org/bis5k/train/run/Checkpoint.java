package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.Provenance;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * The state of a training run: weights, optimiser state and position. Its file is a weight file
 * with the rest in its metadata, so that a checkpoint can be used wherever weights can.
 */
public final class Checkpoint {

  private static final String PREFIX = "bis5k.";
  private static final String EPOCH = PREFIX + "epoch";
  private static final String NEXT_BATCH = PREFIX + "next_batch";
  private static final String ITERATION = PREFIX + "iteration";
  private static final String BEST = PREFIX + "best";
  private static final String SINCE_BEST = PREFIX + "scores_since_best";
  private static final String LOG_BYTES = PREFIX + "log_bytes";
  private static final String CONFIG = PREFIX + "config";
  private static final String PROVENANCE = PREFIX + "provenance";

  private final WeightFile state;
  private final Position position;
  private final BestScore best;
  private final long logBytes;
  private final String config;
  private final String provenance;

  private Checkpoint(
      WeightFile state,
      Position position,
      BestScore best,
      long logBytes,
      String config,
      String provenance) {
    this.state = state;
    this.position = position;
    this.best = best;
    this.logBytes = logBytes;
    this.config = config;
    this.provenance = provenance;
  }

  /**
   * The position of the next step of a run.
   *
   * @param epoch the epoch, from 0
   * @param nextBatch the batch of that epoch, from 0
   * @param iteration the iteration of the run, from 0
   */
  public record Position(int epoch, int nextBatch, long iteration) {

    static final Position START = new Position(0, 0, 0);

    /**
     * Refuses negative counts.
     *
     * @param epoch from 0
     * @param nextBatch from 0
     * @param iteration from 0
     * @throws IllegalArgumentException if one is negative
     */
    public Position {
      if (epoch < 0 || nextBatch < 0 || iteration < 0) {
        throw new IllegalArgumentException(
            "Positions count from 0; found " + epoch + ", " + nextBatch + ", " + iteration);
      }
    }

    Position afterStep() {
      return new Position(epoch, nextBatch + 1, iteration + 1);
    }

    Position afterEpoch() {
      return new Position(epoch + 1, 0, iteration);
    }
  }

  static Checkpoint of(
      WeightFile state,
      Position position,
      BestScore best,
      long logBytes,
      RunConfig config,
      Provenance provenance) {
    return new Checkpoint(
        state, position, best, logBytes, config.toYaml(), ProvenanceJson.text(provenance));
  }

  /**
   * Reads a checkpoint that training wrote.
   *
   * @param file a safetensors file
   * @return the checkpoint
   * @throws InvalidInputException if the file is damaged or holds weights without a training state
   */
  public static Checkpoint read(Path file) {
    WeightFile weights = WeightFile.open(file);
    Map<String, String> metadata = weights.metadata();
    need(metadata, EPOCH, file);
    requireIntact(weights, file);
    try {
      return new Checkpoint(
          weights,
          new Position(
              Integer.parseInt(need(metadata, EPOCH, file)),
              Integer.parseInt(need(metadata, NEXT_BATCH, file)),
              Long.parseLong(need(metadata, ITERATION, file))),
          best(metadata, file),
          Long.parseLong(need(metadata, LOG_BYTES, file)),
          need(metadata, CONFIG, file),
          need(metadata, PROVENANCE, file));
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.in(
          file, "damaged training position: " + PlainText.excerpt(e.getMessage()), e);
    }
  }

  private static BestScore best(Map<String, String> metadata, Path file) {
    String best = metadata.get(BEST);
    return best == null
        ? BestScore.NONE
        : new BestScore(
            OptionalDouble.of(Double.parseDouble(best)),
            Integer.parseInt(need(metadata, SINCE_BEST, file)));
  }

  private static String need(Map<String, String> metadata, String key, Path file) {
    String value = metadata.get(key);
    if (value == null) {
      throw InvalidInputException.in(
          file,
          ("holds weights but no training state (%s is missing): it can be a start (Model.weights),"
                  + " not a run to resume")
              .formatted(key));
    }
    return value;
  }

  /** Writes the file whole or not at all. */
  void write(Path file) {
    fileOf(state).write(file);
  }

  /** Writes the weights without the optimiser's tensors. */
  void writeWeights(Path file) {
    fileOf(weights()).write(file);
  }

  private WeightFile fileOf(WeightFile tensors) {
    Map<String, String> metadata = new LinkedHashMap<>(state.metadata());
    metadata.put(EPOCH, Integer.toString(position.epoch()));
    metadata.put(NEXT_BATCH, Integer.toString(position.nextBatch()));
    metadata.put(ITERATION, Long.toString(position.iteration()));
    best.value()
        .ifPresent(
            value -> {
              metadata.put(BEST, Double.toString(value));
              metadata.put(SINCE_BEST, Integer.toString(best.since()));
            });
    metadata.put(LOG_BYTES, Long.toString(logBytes));
    metadata.put(CONFIG, config);
    metadata.put(PROVENANCE, provenance);
    metadata.put(StateChecksum.KEY, StateChecksum.of(tensors.withMetadata(metadata)));
    return tensors.withMetadata(metadata);
  }

  private static void requireIntact(WeightFile weights, Path file) {
    String expected = need(weights.metadata(), StateChecksum.KEY, file);
    if (!expected.equals(StateChecksum.of(weights))) {
      throw InvalidInputException.in(
          file,
          "damaged: its tensors and metadata do not have the checksum "
              + PlainText.excerpt(expected));
    }
  }

  /**
   * Weights and optimiser state.
   *
   * @return all tensors
   */
  public WeightFile state() {
    return state;
  }

  /**
   * The weights.
   *
   * @return the tensors without those of the optimiser
   */
  public WeightFile weights() {
    return weightsOf(state);
  }

  /**
   * The network's tensors of a weight file.
   *
   * @param file any weight file
   * @return the same file without the tensors whose names begin with {@code optimizer.}
   */
  public static WeightFile weightsOf(WeightFile file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    tensors.keySet().removeIf(name -> name.startsWith(TrainableNetwork.OPTIMIZER_PREFIX));
    return WeightFile.of(tensors, file.metadata());
  }

  /** The YAML configuration in the metadata of a file; empty if no run wrote it. */
  static Optional<String> configOf(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(CONFIG));
  }

  /**
   * The weights of a run for distribution.
   *
   * @param file any weight file
   * @return the file without the optimiser's tensors, the position of the run and its checksum;
   *     configuration, provenance and other metadata are kept
   */
  public static WeightFile released(WeightFile file) {
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata
        .keySet()
        .removeAll(
            List.of(EPOCH, NEXT_BATCH, ITERATION, BEST, SINCE_BEST, LOG_BYTES, StateChecksum.KEY));
    return weightsOf(file).withMetadata(metadata);
  }

  /**
   * The position of the run.
   *
   * @return the next step
   */
  public Position position() {
    return position;
  }

  /**
   * The best validation score so far.
   *
   * @return empty before the first validation
   */
  public OptionalDouble best() {
    return best.value();
  }

  /** The best validation score so far, with the number of scores since. */
  BestScore bestScore() {
    return best;
  }

  /** The length of the run's log at the time of the checkpoint, in bytes. */
  long logBytes() {
    return logBytes;
  }

  /**
   * The run's resolved configuration.
   *
   * @return YAML, as of {@link RunConfig#toYaml()}
   */
  public String config() {
    return config;
  }

  /**
   * The provenance of the run.
   *
   * @return JSON
   */
  public String provenance() {
    return provenance;
  }
}
