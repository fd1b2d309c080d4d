package org.bis5k.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bis5k.data.FileDigest;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.FailedImage;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.FormulaNetwork;
import org.bis5k.train.predict.Prediction;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.run.TrainedWeights;
import org.bis5k.train.run.TrainingResult;
import org.bis5k.train.run.TrainingRun;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {

  private static final PredictorOptions SMALL =
      PredictorOptions.defaults().withEngine(Engine.DL4J).withSize(Size.square(32));

  @TempDir static Path shared;
  private static Path weights;

  @TempDir Path folder;
  private Path images;
  private Path out;

  @BeforeAll
  static void writeWeights() {
    weights = shared.resolve("formula.safetensors");
    try (BcsNet net = FormulaNetwork.create(16)) {
      net.weights(Map.of()).write(weights);
    }
  }

  @BeforeEach
  void writeImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    out = folder.resolve("out");
    ImageFiles.write(tissue(40), images.resolve("a.png"));
    ImageFiles.write(tissue(56), images.resolve("b.png"));
  }

  private static RgbImage tissue(int side) {
    return SyntheticTissue.of(Size.square(side), 5).tile(1).image();
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  @Test
  void predictsAFolderAsTheTestProtocolDoesAndRecordsTheNetwork() throws IOException {
    List<Path> done = new ArrayList<>();
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      TestRun.Report report =
          predictor.predictFolder(images, out, FolderOptions.defaults(), done::add);
      assertThat(report.images()).isEqualTo(2);
      assertThat(report.failed()).isEmpty();
      assertThat(predictor.engine()).startsWith("dl4j");
      assertThat(predictor.weights()).isEqualTo(weights);
    }
    assertThat(done).containsExactly(images.resolve("a.png"), images.resolve("b.png"));
    try (BcsNet net = BcsNet.load(weights)) {
      RunConfig config =
          RunConfig.released().with(List.of("Test.Dataset.transform_list.resize.size=[32, 32]"));
      TestRun.of((nchw, count, size) -> net.logits(nchw, count, size).prediction(), config.test())
          .run(images, folder.resolve("expected"), image -> {});
    }
    for (String name : List.of("a.png", "b.png")) {
      assertThat(bytes(out.resolve(name))).isEqualTo(bytes(folder.resolve("expected/" + name)));
    }
    JsonNode extra =
        new ObjectMapper().readTree(out.resolve("provenance.json").toFile()).path("extra");
    assertThat(extra.path("weights").asText()).isEqualTo("formula.safetensors");
    assertThat(extra.path("weights_sha256").asText()).isEqualTo(FileDigest.of(weights).hex());
    assertThat(extra.path("mode").asText()).isEqualTo("THRESHOLD");
    assertThat(extra.has("views")).isFalse();
    assertThat(out.resolve("failed.csv")).doesNotExist();
  }

  @Test
  void predictsOneImageInMemoryAndInAFile() throws IOException {
    try (Predictor predictor = Predictor.open(weights, SMALL.withMode(PredictionMode.MAP))) {
      Prediction prediction = predictor.predict(images.resolve("a.png"));
      assertThat(prediction.size()).isEqualTo(Size.square(40));
      assertThat(predictor.predict(tissue(40)).values()).isEqualTo(prediction.values());
      predictor.predict(images.resolve("a.png"), folder.resolve("map.png"));
      GreyImage saved = ImageFiles.readGrey(folder.resolve("map.png"));
      assertThat(saved.samples()).isEqualTo(prediction.map().samples());
      assertThat(predictor.config().mode()).isEqualTo(PredictionMode.MAP);
    }
  }

  @Test
  void testTimeViewsAverageFlippedCopies() {
    RgbImage image = tissue(32);
    RgbImage mirrored = mirrored(image);
    try (Predictor predictor = Predictor.open(weights, SMALL.withViews(TestTimeViews.FLIPS))) {
      float[] straight = predictor.predict(image).values();
      float[] flipped = predictor.predict(mirrored).values();
      for (int i = 0; i < straight.length; i++) {
        int mirror = i / 32 * 32 + 31 - i % 32;
        assertThat(flipped[mirror]).isCloseTo(straight[i], within(1e-4f));
      }
    }
    try (Predictor plain = Predictor.open(weights, SMALL)) {
      float[] straight = plain.predict(image).values();
      float[] flipped = plain.predict(mirrored).values();
      float most = 0;
      for (int i = 0; i < straight.length; i++) {
        int mirror = i / 32 * 32 + 31 - i % 32;
        most = Math.max(most, Math.abs(flipped[mirror] - straight[i]));
      }
      assertThat(most).isGreaterThan(1e-2f); // else the comparison above shows nothing
    }
    try (Predictor oblong =
        Predictor.open(weights, SMALL.withViews(TestTimeViews.FLIPS).withSize(new Size(32, 48)))) {
      assertThatThrownBy(() -> oblong.predict(image))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              weights
                  + ": test-time views need a square input; found 32x48. Choose a square size or"
                  + " no views");
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float most) {
    return org.assertj.core.api.Assertions.within(most);
  }

  private static RgbImage mirrored(RgbImage image) {
    int width = image.size().width();
    byte[] from = image.samples();
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length / 3; i++) {
      int other = i / width * width + width - 1 - i % width;
      System.arraycopy(from, 3 * i, to, 3 * other, 3);
    }
    return RgbImage.of(image.size(), to);
  }

  @Test
  void goesOnPastUnusableImagesAndListsThem() throws IOException {
    Path bad = images.resolve("aa.png");
    Files.writeString(bad, "no image");
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      TestRun.Report report = predictor.predictFolder(images, out);
      assertThat(report.images()).isEqualTo(2);
      assertThat(report.failed())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.image()).isEqualTo(bad);
                assertThat(failed.reason()).startsWith(bad.toString());
              });
      assertThat(Files.readAllLines(out.resolve("failed.csv")))
          .hasSize(2)
          .startsWith("image, reason")
          .last()
          .asString()
          .startsWith(bad.toString());
      assertThatThrownBy(
              () ->
                  predictor.predictFolder(
                      images,
                      out,
                      FolderOptions.defaults().withBadFiles(BadFiles.FAIL),
                      image -> {}))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(bad.toString());
      Files.delete(bad);
      predictor.predictFolder(images, out);
      assertThat(out.resolve("failed.csv")).doesNotExist();
    }
  }

  @Test
  void theListOfFailedImagesHoldsNoFormulas() throws IOException {
    Path named = Path.of("=cmd|'x'!A1.png");
    FailedImage.writeList(folder, List.of(new FailedImage(named, "@damaged\u001b[2J")));
    assertThat(Files.readAllLines(folder.resolve("failed.csv")))
        .containsExactly("image, reason", "'=cmd|'x'!A1.png, '@damaged\\u001b[2J");
  }

  @Test
  void keepsOnlyPredictionsThatWereMadeTheSameWay() throws IOException {
    FolderOptions keep = FolderOptions.defaults().withExisting(ExistingFiles.KEEP);
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      predictor.predictFolder(images, out);
      Files.delete(out.resolve("b.png"));
      TestRun.Report report = predictor.predictFolder(images, out, keep, image -> {});
      assertThat(report.images()).isEqualTo(1);
      assertThat(report.kept()).isEqualTo(1);
    }
    try (Predictor other = Predictor.open(weights, SMALL.withMode(PredictionMode.MAP))) {
      assertThatThrownBy(() -> other.predictFolder(images, out, keep, image -> {}))
          .hasMessage(
              out
                  + ": holds predictions that were made in another way; mode: expected MAP, found"
                  + " THRESHOLD. Take another folder, or make all of them again (without"
                  + " --skip-existing)");
    }
    try (Predictor other = Predictor.open(weights, SMALL.withViews(TestTimeViews.FLIPS))) {
      assertThatThrownBy(() -> other.predictFolder(images, out, keep, image -> {}))
          .hasMessageContaining("views: expected FLIPS, found none");
      other.predictFolder(images, out);
    }
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      assertThatThrownBy(() -> predictor.predictFolder(images, out, keep, image -> {}))
          .hasMessageContaining("views: expected none, found FLIPS");
    }
  }

  @Test
  void predictsTheConfiguredTestSets() throws IOException {
    Path set = Files.createDirectories(folder.resolve("root/val"));
    Files.move(images, set.resolve("images"));
    List<String> settings =
        List.of("Test.Dataset.root=" + folder.resolve("root"), "Test.Dataset.testsets=val");
    try (Predictor predictor = Predictor.open(weights, SMALL.withSettings(settings))) {
      assertThat(predictor.testFolders()).containsExactly(set.resolve("images"));
      assertThat(predictor.predictTestSets(out, FolderOptions.defaults(), image -> {}))
          .singleElement()
          .extracting(TestRun.Report::images)
          .isEqualTo(2);
    }
    assertThat(out.resolve("val/provenance.json")).exists();
    RunConfig config = RunConfig.released().with(settings);
    try (Predictor predictor = Predictor.open(weights, SMALL.withConfig(config).withBatch(2))) {
      assertThat(predictor.testFolders()).containsExactly(set.resolve("images"));
      assertThat(predictor.config().dataloader().batchSize()).isEqualTo(2);
    }
  }

  @Test
  void segmentsAnImageAndARegionOfIt() throws IOException {
    Path image = images.resolve("slide.png");
    ImageFiles.write(tissue(96), image);
    TileOptions tiles = TileOptions.released().withSide(32).withOverlap(0.25).withBatch(2);
    SlideOutput output = SlideOutput.of(folder.resolve("mask.png"));
    try (Predictor predictor = Predictor.open(weights, SMALL);
        ImagePyramid pyramid = ImagePyramid.open(image)) {
      SlideSegmentation.Report report = predictor.segment(image, output, tiles, (d, all) -> {});
      assertThat(report.size()).isEqualTo(Size.square(96));
      Prediction whole = predictor.predict(pyramid, Region.whole(Size.square(96)), tiles);
      assertThat(whole.thresholded().samples())
          .isEqualTo(ImageFiles.readGrey(output.result()).samples());
      Region region = new Region(30, 41, new Size(32, 32));
      Prediction part = predictor.predict(pyramid, region, tiles);
      Prediction cut =
          predictor.predict(pyramid.full().read(region)); // one tile, resized to itself
      assertThat(part.size()).isEqualTo(new Size(32, 32));
      for (int i = 0; i < cut.values().length; i++) {
        assertThat(part.values()[i]).isCloseTo(cut.values()[i], within(1e-4f));
      }
      assertThatThrownBy(
              () -> predictor.predict(pyramid, new Region(80, 0, Size.square(32)), tiles))
          .isInstanceOf(IllegalArgumentException.class);
    }
    JsonNode extra = new ObjectMapper().readTree(output.record().toFile()).path("extra");
    assertThat(extra.path("weights_sha256").asText()).isEqualTo(FileDigest.of(weights).hex());
    assertThat(extra.path("tiles").asText())
        .isEqualTo("TileOptions[side=32, overlap=0.25, views=NONE, batch=2]");
  }

  @Test
  void aTrainedRunIsPredictedFromItsResult() {
    Path data = folder.resolve("data");
    SyntheticTissue.of(Size.square(32), 3).write(data, 2, 1);
    RunConfig config =
        RunConfig.released()
            .with(
                List.of(
                    "Model.width_divisor=16",
                    "Train.Dataset.root=" + data.resolve("formal_train"),
                    "Train.Dataset.transform_list={resize: {size: [32, 32]}, tonumpy: NULL,"
                        + " normalize: {}, totensor: NULL}",
                    "Test.Dataset.transform_list.resize.size=[32, 32]",
                    "Train.Dataloader.batch_size=2",
                    "Train.Scheduler.epoch=1"));
    TrainingResult result;
    Path run = folder.resolve("run");
    try (TrainingRun training = TrainingRun.create(config, run, List.of())) {
      result = training.train();
    }
    Path test = data.resolve("formal_test/images");
    try (Predictor predictor = Predictor.open(result.checkpoint())) {
      assertThat(predictor.predictFolder(test, out).images()).isEqualTo(1);
      assertThat(predictor.config().transforms()).isEqualTo(config.test().transforms());
    }
    assertThat(TrainedWeights.fileOf(run)).isEqualTo(result.checkpoint());
  }

  @Test
  void aRunFoldersBestCheckpointComesBeforeItsLatest() throws IOException {
    Path checkpoints = Files.createDirectories(folder.resolve("run/checkpoints"));
    assertThatThrownBy(() -> Predictor.open(folder.resolve("run")))
        .hasMessage(
            folder.resolve("run")
                + ": expected a weight file or a run folder; checkpoints/best.safetensors and"
                + " checkpoints/latest.safetensors are missing");
    Files.copy(weights, checkpoints.resolve("latest.safetensors"));
    assertThat(TrainedWeights.fileOf(folder.resolve("run")))
        .isEqualTo(checkpoints.resolve("latest.safetensors"));
    Files.copy(weights, checkpoints.resolve("best.safetensors"));
    assertThat(TrainedWeights.fileOf(folder.resolve("run")))
        .isEqualTo(checkpoints.resolve("best.safetensors"));
    assertThatThrownBy(() -> Predictor.open(folder.resolve("none.pth")))
        .hasMessage(folder.resolve("none.pth") + ": this weight file or run folder does not exist");
  }

  @Test
  void optionsRefuseWhatNoNetworkTakes() {
    assertThatThrownBy(() -> SMALL.withBatch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch has at least one image; found 0");
    assertThatThrownBy(() -> SMALL.withSize(new Size(30, 32)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("30x32");
  }
}
