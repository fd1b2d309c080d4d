package org.bis5k.train.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;

/**
 * A configuration: the released YAML with its sections Model, Train, Test and Eval. A missing key
 * has its released value, and keys that this library adds have the released behaviour as default.
 * An unknown key, name or type is refused with file, line and the known names. Files have at most 1
 * MB and 32 levels, and neither aliases nor tags.
 *
 * @param model the section Model
 * @param train the section Train
 * @param test the section Test
 * @param eval the section Eval
 */
public record RunConfig(ModelConfig model, TrainConfig train, TestConfig test, EvalConfig eval) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  /**
   * Reads a file.
   *
   * @param file UTF-8 YAML
   * @param overrides settings that change values of the file, each {@code path=value} with a YAML
   *     value, for example {@code Train.Dataloader.batch_size=4}; later ones win
   * @return the configuration
   * @throws InvalidInputException if the file or a setting cannot be used; the message names file
   *     and line, or the setting
   */
  public static RunConfig load(Path file, List<String> overrides) {
    return of(YamlTree.read(file), overrides);
  }

  /**
   * Reads a text.
   *
   * @param yaml the text of a configuration file
   * @param origin the name of the text in messages
   * @param overrides settings that change values of the text, as in {@link #load}
   * @return the configuration
   * @throws InvalidInputException if the text or a setting cannot be used
   */
  public static RunConfig parse(String yaml, String origin, List<String> overrides) {
    return of(YamlTree.text(yaml, origin), overrides);
  }

  /**
   * The released configuration, without folders.
   *
   * @return the configuration of an empty file
   */
  public static RunConfig released() {
    return parse("{}", "released", List.of());
  }

  /**
   * The same configuration with changed values.
   *
   * @param settings values to change, each {@code path=value}; later ones win
   * @return the configuration
   * @throws InvalidInputException if a setting cannot be used
   */
  public RunConfig with(List<String> settings) {
    return settings.isEmpty() ? this : parse(toYaml(), "the configuration", settings);
  }

  /**
   * The settings with other values in another configuration.
   *
   * @param other the other configuration
   * @return one entry for each setting; empty if the configurations are equal
   */
  public List<ConfigChange> changesTo(RunConfig other) {
    return ConfigChange.between(
        YamlTree.text(toYaml(), "the configuration"),
        YamlTree.text(other.toYaml(), "the configuration"));
  }

  private static RunConfig of(ConfigNode root, List<String> overrides) {
    ConfigNode node = root;
    for (String override : overrides) {
      node = ConfigOverride.of(override).applyTo(node);
    }
    ConfigSection section = ConfigSection.of("", node);
    RunConfig config =
        new RunConfig(
            ModelConfig.read(section.section("Model")),
            TrainConfig.read(section.section("Train")),
            TestConfig.read(section.section("Test")),
            EvalConfig.read(section.section("Eval")));
    section.finish();
    return config;
  }

  /**
   * The resolved configuration, every key with its value.
   *
   * @return YAML that loads back to an equal configuration
   */
  public String toYaml() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Model", model.write());
    map.put("Train", train.write());
    map.put("Test", test.write());
    map.put("Eval", eval.write());
    try {
      return MAPPER.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Plain maps, lists and values always have a YAML form", e);
    }
  }

  /**
   * Settings without the effect that their names suggest.
   *
   * @return one sentence each, to be shown before a run
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    OptimizerConfig optimizer = train.optimizer();
    if (optimizer.clip().isPresent() && !optimizer.clipGradients()) {
      warnings.add(
          ("Train.Optimizer.clip %s is not applied: the released training loop never clips. Set"
                  + " Train.Optimizer.clip_gradients=True to clip each gradient element.")
              .formatted(optimizer.clip().getAsDouble()));
    }
    if (model.pretrained() && model.backbone().isEmpty() && model.weights().isEmpty()) {
      warnings.add(
          "Model.pretrained is True but neither Model.backbone nor Model.weights names a file:"
              + " the encoder starts from fresh weights.");
    }
    ValidationConfig validation = train.validation();
    if (validation.patience() > 0 && validation.root().isEmpty()) {
      warnings.add(
          "Train.Validation.patience is set but Train.Validation.root is not: training never ends"
              + " early.");
    }
    return List.copyOf(warnings);
  }

  /** The text of a path in a configuration file; null if there is none. */
  static String text(Optional<Path> path) {
    return path.map(Path::toString).orElse(null);
  }
}
