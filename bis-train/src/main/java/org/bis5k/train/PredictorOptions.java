package org.bis5k.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.bis5k.data.Size;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.run.TrainedWeights;

/**
 * How a {@link Predictor} computes and prepares images. Each option that is empty has the value of
 * the configuration, which is the one the weights were trained with unless another is given.
 *
 * @param engine what computes
 * @param device where it computes
 * @param config a configuration in place of the one that the weight file holds
 * @param settings values of the configuration to change, each {@code path=value}
 * @param size height and width that images are resized to, multiples of 16
 * @param batch images in a pass through the network, at least 1
 * @param mode what a saved prediction holds
 * @param views flipped and turned copies of each image whose logits are averaged
 */
public record PredictorOptions(
    Engine engine,
    Device device,
    Optional<RunConfig> config,
    List<String> settings,
    Optional<Size> size,
    OptionalInt batch,
    Optional<PredictionMode> mode,
    TestTimeViews views) {

  private static final PredictorOptions DEFAULTS =
      new PredictorOptions(
          Engine.AUTO,
          Device.AUTO,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          TestTimeViews.NONE);

  /**
   * Refuses a size or batch that no network takes.
   *
   * @param engine what computes
   * @param device where it computes
   * @param config a configuration in place of the weight file's
   * @param settings values of the configuration to change
   * @param size height and width that images are resized to
   * @param batch images in a pass through the network
   * @param mode what a saved prediction holds
   * @param views copies of each image whose logits are averaged
   * @throws org.bis5k.data.InvalidInputException if a side of the size is not a multiple of 16
   * @throws IllegalArgumentException if the batch is less than 1
   */
  public PredictorOptions {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(views, "views");
    settings = List.copyOf(settings);
    size.ifPresent(BcsNet::requireUsable);
    if (batch.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "A batch has at least one image; found " + batch.getAsInt());
    }
  }

  /**
   * The options that the weight file implies.
   *
   * @return the best engine and device of this machine, images prepared as in training, no
   *     test-time views
   */
  public static PredictorOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same options with another engine.
   *
   * @param value what computes
   * @return the options
   */
  public PredictorOptions withEngine(Engine value) {
    return new PredictorOptions(value, device, config, settings, size, batch, mode, views);
  }

  /**
   * The same options with another device.
   *
   * @param value where the engine computes
   * @return the options
   */
  public PredictorOptions withDevice(Device value) {
    return new PredictorOptions(engine, value, config, settings, size, batch, mode, views);
  }

  /**
   * The same options with a configuration in place of the one that the weight file holds.
   *
   * @param value the configuration, whose section Test is used
   * @return the options
   */
  public PredictorOptions withConfig(RunConfig value) {
    return new PredictorOptions(
        engine, device, Optional.of(value), settings, size, batch, mode, views);
  }

  /**
   * The same options with changed values of the configuration.
   *
   * @param value settings as {@code path=value}, for example {@code Test.mode=map}; later ones win
   * @return the options
   */
  public PredictorOptions withSettings(List<String> value) {
    return new PredictorOptions(engine, device, config, value, size, batch, mode, views);
  }

  /**
   * The same options with another input size.
   *
   * @param value height and width that images are resized to, multiples of 16
   * @return the options
   * @throws org.bis5k.data.InvalidInputException if a side is not a multiple of 16
   */
  public PredictorOptions withSize(Size value) {
    return new PredictorOptions(
        engine, device, config, settings, Optional.of(value), batch, mode, views);
  }

  /**
   * The same options with another batch size.
   *
   * @param value images in a pass through the network, at least 1
   * @return the options
   * @throws IllegalArgumentException if the value is less than 1
   */
  public PredictorOptions withBatch(int value) {
    return new PredictorOptions(
        engine, device, config, settings, size, OptionalInt.of(value), mode, views);
  }

  /**
   * The same options with another mode.
   *
   * @param value what a saved prediction holds
   * @return the options
   */
  public PredictorOptions withMode(PredictionMode value) {
    return new PredictorOptions(
        engine, device, config, settings, size, batch, Optional.of(value), views);
  }

  /**
   * The same options with test-time views.
   *
   * @param value the copies of each image whose logits are averaged
   * @return the options
   */
  public PredictorOptions withViews(TestTimeViews value) {
    return new PredictorOptions(engine, device, config, settings, size, batch, mode, value);
  }

  /** The section Test that these options make of some weights' configuration. */
  TestConfig testOf(TrainedWeights weights) {
    RunConfig base =
        config.map(given -> given.with(settings)).orElseGet(() -> weights.config(settings));
    TestConfig test = base.test();
    if (size.isPresent()) {
      test = test.withTransforms(resized(test.transforms(), size.get()));
    }
    if (batch.isPresent()) {
      test = test.withBatchSize(batch.getAsInt());
    }
    return mode.isPresent() ? test.withMode(mode.get()) : test;
  }

  private static List<Transform> resized(List<Transform> transforms, Size size) {
    List<Transform> changed = new ArrayList<>(transforms);
    changed.removeIf(transform -> transform instanceof Resize);
    changed.add(0, new Resize(size));
    return changed;
  }
}
