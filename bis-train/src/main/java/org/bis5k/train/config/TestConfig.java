package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.Size;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;

/**
 * The section Test: the images to predict, in {@code root/TESTSET/images}, and how predictions are
 * saved.
 *
 * @param root the folder that holds the test sets
 * @param testsets names of folders in the root
 * @param transforms {@code transform_list}, without random ones
 * @param dataloader Test.Dataloader
 * @param checkpoint {@code checkpoint_dir}, the run folder whose checkpoint predicts
 * @param mode what a saved prediction holds
 */
public record TestConfig(
    Optional<Path> root,
    List<String> testsets,
    List<Transform> transforms,
    DataloaderConfig dataloader,
    Optional<Path> checkpoint,
    PredictionMode mode) {

  /**
   * The same section with other transforms.
   *
   * @param value the transforms, none of them random
   * @return the section
   */
  public TestConfig withTransforms(List<Transform> value) {
    return new TestConfig(root, testsets, List.copyOf(value), dataloader, checkpoint, mode);
  }

  /**
   * The same section with another batch size.
   *
   * @param value images per batch, at least 1
   * @return the section
   */
  public TestConfig withBatchSize(int value) {
    return new TestConfig(
        root, testsets, transforms, dataloader.withBatchSize(value), checkpoint, mode);
  }

  /**
   * The same section with another mode.
   *
   * @param value what a saved prediction holds
   * @return the section
   */
  public TestConfig withMode(PredictionMode value) {
    return new TestConfig(root, testsets, transforms, dataloader, checkpoint, value);
  }

  static TestConfig read(ConfigSection section) {
    ConfigSection dataset = section.section("Dataset");
    dataset.choice("type", DatasetConfig.TYPES.get(0), DatasetConfig.TYPES);
    Optional<Path> root = dataset.path("root");
    List<String> testsets =
        dataset.list(
            "testsets",
            List.of("formal_test"),
            node -> ConfigSection.scalar(dataset.pathOf("testsets"), node, "names"));
    TransformPipeline released = TransformPipeline.evaluation(Size.square(352));
    List<Transform> transforms = TransformList.read(dataset, released.transforms());
    for (Transform transform : transforms) {
      if (transform.isRandom()) {
        throw dataset.error(
            "transform_list", transform.key() + " is random; a test list holds " + released.keys());
      }
    }
    dataset.finish();
    ConfigSection checkpoint = section.section("Checkpoint");
    Optional<Path> folder = checkpoint.path("checkpoint_dir");
    checkpoint.finish();
    TestConfig config =
        new TestConfig(
            root,
            testsets,
            transforms,
            DataloaderConfig.read(section.section("Dataloader"), false),
            folder,
            PredictionMode.valueOf(
                section
                    .choice("mode", "threshold", List.of("threshold", "map", "rgba"))
                    .toUpperCase(Locale.ROOT)));
    section.finish();
    return config;
  }

  Map<String, Object> write() {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("type", DatasetConfig.TYPES.get(0));
    dataset.put("root", RunConfig.text(root));
    dataset.put("testsets", testsets);
    dataset.put("transform_list", TransformList.write(transforms));
    Map<String, Object> folder = new LinkedHashMap<>();
    folder.put("checkpoint_dir", RunConfig.text(checkpoint));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Dataset", dataset);
    map.put("Dataloader", dataloader.write(false));
    map.put("Checkpoint", folder);
    map.put("mode", mode.name().toLowerCase(Locale.ROOT));
    return map;
  }
}
