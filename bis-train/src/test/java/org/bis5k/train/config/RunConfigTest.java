package org.bis5k.train.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.transform.ArrayStep;
import org.bis5k.data.transform.ColorJitter;
import org.bis5k.data.transform.RandomGaussianBlur;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.StainAugmentation;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.train.loss.SegmentationLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "configs");

  @Test
  void loadsTheReleasedFile() {
    RunConfig config = RunConfig.load(EXAMPLES.resolve("BCSNet.yaml"), List.of());
    assertThat(config.model()).isEqualTo(RunConfig.released().model());
    assertThat(config.model().name()).isEqualTo("BCSNet_v3");
    TrainConfig train = config.train();
    assertThat(train.dataset().root()).contains(Path.of("J:/BIS5k/formal_train"));
    assertThat(train.dataset().transforms())
        .isEqualTo(TransformPipeline.released(Size.square(352)).transforms());
    assertThat(train.dataloader())
        .isEqualTo(new DataloaderConfig(1, true, true, 0, false, BadFiles.FAIL, false));
    assertThat(train.optimizer())
        .isEqualTo(
            new OptimizerConfig(
                1e-5,
                0,
                OptionalDouble.of(0.5),
                false,
                0.9,
                0.999,
                1e-8,
                ParameterGroups.released()));
    assertThat(train.scheduler()).isEqualTo(new SchedulerConfig(100, 0.9, 1e-7, 300));
    assertThat(train.checkpoint().every()).isEqualTo(20);
    assertThat(train.loss()).isEqualTo(SegmentationLoss.MSE);
    assertThat(train.validation().root()).isEmpty();
    assertThat(config.test().root()).contains(Path.of("J:/BIS5k(929)"));
    assertThat(config.test().testsets()).containsExactly("formal_test");
    assertThat(config.test().transforms())
        .isEqualTo(TransformPipeline.evaluation(Size.square(352)).transforms());
    assertThat(config.test().dataloader().workers()).isEqualTo(8);
    assertThat(config.test().dataloader().pinMemory()).isTrue();
    assertThat(config.eval()).isEqualTo(RunConfig.released().eval());
    assertThat(config.eval().metrics()).hasSize(13);
  }

  @Test
  void loadsTheDemo() {
    RunConfig config = RunConfig.load(EXAMPLES.resolve("demo.yaml"), List.of());
    assertThat(config.model().widthDivisor()).isEqualTo(8);
    assertThat(config.train().loss()).isEqualTo(SegmentationLoss.BCE_IOU);
    assertThat(config.train().dataset().transforms().get(0))
        .isEqualTo(new Resize(Size.square(128)));
    assertThat(config.train().optimizer().groups().groups())
        .containsExactly(new ParameterGroups.Group("", 1));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void anEmptyFileMeansTheReleasedValues(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "Train:\nModel: {}\n");
    assertThat(RunConfig.load(file, List.of())).isEqualTo(RunConfig.released());
  }

  @Test
  void overridesEveryKindOfValue() {
    RunConfig config =
        RunConfig.load(
            EXAMPLES.resolve("BCSNet.yaml"),
            List.of(
                "Train.Dataloader.batch_size=4",
                "Train.Dataset.root=/data/tiles with spaces",
                "Train.Dataset.transform_list.resize.size=[128, 96]",
                "Train.Optimizer.groups={\"*\": 1}",
                "Train.Optimizer.lr=1e-3",
                "Train.Validation.root=/data/val",
                "Train.loss=mse",
                "Train.loss=bce_iou",
                "Test.Dataset.testsets=[a, b]",
                "Model.width_divisor=8"));
    assertThat(config.train().dataloader().batchSize()).isEqualTo(4);
    assertThat(config.train().dataset().root()).contains(Path.of("/data/tiles with spaces"));
    assertThat(config.train().dataset().transforms().get(0))
        .isEqualTo(new Resize(new Size(96, 128)));
    assertThat(config.train().dataset().transforms()).hasSize(9);
    assertThat(config.train().optimizer().groups().indexOf("resnet.conv1.0.weight")).isZero();
    assertThat(config.train().optimizer().rate()).isEqualTo(1e-3);
    assertThat(config.train().validation().root()).contains(Path.of("/data/val"));
    assertThat(config.train().loss()).isEqualTo(SegmentationLoss.BCE_IOU);
    assertThat(config.test().testsets()).containsExactly("a", "b");
    assertThat(config.model().widthDivisor()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BCSNet.yaml", "demo.yaml"})
  void theResolvedFileLoadsBackToAnEqualRecord(String name, @TempDir Path folder)
      throws IOException {
    RunConfig config =
        RunConfig.load(
            EXAMPLES.resolve(name),
            List.of(
                "Model.pretrained=/weights/res2net.pth",
                "Train.seed=-9000000000",
                "Train.Dataset.root='a: \"b\" # c'",
                "Train.Optimizer.weight_decay=1e-4"));
    Path file = Files.writeString(folder.resolve("config.yaml"), config.toYaml());
    assertThat(RunConfig.load(file, List.of())).isEqualTo(config);
    assertThat(config.train().dataset().root()).contains(Path.of("a: \"b\" # c"));
    assertThat(config.model().backbone()).contains(Path.of("/weights/res2net.pth"));
  }

  @Test
  void readsATransformListOfSingleKeyTables() {
    String yaml =
        """
        Train:
          Dataset:
            transform_list:
              - resize: {size: [64, 32]}
              - random_gaussian_blur
              - random_gaussian_blur: NULL
              - stain_augmentation: {strength: 0.2}
              - colour_jitter: {brightness: 0.1}
              - tonumpy: NULL
              - normalize
              - totensor
        """;
    RunConfig config =
        RunConfig.parse(
            yaml, "test.yaml", List.of("Train.Dataset.transform_list.resize.size=[96, 48]"));
    assertThat(config.train().dataset().transforms())
        .containsExactly(
            new Resize(new Size(48, 96)),
            new RandomGaussianBlur(),
            new RandomGaussianBlur(),
            new StainAugmentation(0.2),
            new ColorJitter(0.1, 0, 0),
            new ArrayStep.ToNumpy(),
            ArrayStep.Normalize.imageNet(),
            new ArrayStep.ToTensor());
    assertThat(RunConfig.parse(config.toYaml(), "again", List.of())).isEqualTo(config);
  }

  @Test
  void warnsThatAConfiguredClipIsNeverApplied() {
    RunConfig clipped = RunConfig.parse("Train: {Optimizer: {clip: 0.5}}", "x", List.of());
    assertThat(clipped.warnings())
        .containsExactly(
            "Train.Optimizer.clip 0.5 is not applied: the released training loop never clips. Set"
                + " Train.Optimizer.clip_gradients=True to clip each gradient element.");
    assertThat(RunConfig.parse(clipped.toYaml(), "again", List.of())).isEqualTo(clipped);
    RunConfig silent = RunConfig.released();
    assertThat(silent.warnings()).isEmpty();
    assertThat(RunConfig.parse(silent.toYaml(), "again", List.of())).isEqualTo(silent);
    assertThat(
            RunConfig.parse(
                    "Train: {Optimizer: {clip_gradients: True}}\nModel: {pretrained: True}",
                    "x",
                    List.of())
                .warnings())
        .singleElement()
        .asString()
        .startsWith("Model.pretrained is True but neither");
  }
}
