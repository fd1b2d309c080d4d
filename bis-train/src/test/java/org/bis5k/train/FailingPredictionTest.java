package org.bis5k.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.FailingDisk.Fault;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.FailedImage;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.FormulaNetwork;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.slide.SlideFolder;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.TileOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Inputs that are damaged, or deleted, cut or replaced while a folder is predicted, and outputs
 * that cannot be written: an unusable image is left out and named, everything else ends the run.
 */
class FailingPredictionTest {

  private static final PredictorOptions SMALL =
      PredictorOptions.defaults()
          .withEngine(SegmenterOptions.Engine.DL4J)
          .withSize(Size.square(32));
  private static final TileOptions TILES = TileOptions.released().withSide(32).withBatch(1);

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
    for (int i = 0; i < 12; i++) {
      ImageFiles.write(tissue(40), images.resolve("t%02d.png".formatted(i)));
    }
  }

  private static RgbImage tissue(int side) {
    return SyntheticTissue.of(Size.square(side), 5).tile(1).image();
  }

  /** A network that computes at once, with one worker: images are read late. */
  private TestRun run(LogitFunction network) {
    RunConfig config =
        RunConfig.released()
            .with(
                List.of(
                    "Test.Dataset.transform_list.resize.size=[16, 16]",
                    "Test.Dataloader.num_workers=1"));
    return TestRun.of(network, config.test()).with(FolderOptions.defaults());
  }

  private static float[] red(float[] nchw, int count, Size size) {
    int area = (int) size.pixels();
    float[] logits = new float[count * area];
    for (int n = 0; n < count; n++) {
      System.arraycopy(nchw, 3 * n * area, logits, n * area, area);
    }
    return logits;
  }

  /** Does something when the first image is done. */
  private static Consumer<Path> afterTheFirst(Change change) {
    List<Path> done = new ArrayList<>();
    return image -> {
      done.add(image);
      if (done.size() == 1) {
        try {
          change.make();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private interface Change {
    void make() throws IOException;
  }

  @Test
  void leavesOutImagesDeletedOrCutDuringTheRun() throws IOException {
    Path deleted = images.resolve("t10.png");
    Path cut = images.resolve("t11.png");
    TestRun.Report report =
        run(FailingPredictionTest::red)
            .run(
                images,
                out,
                afterTheFirst(
                    () -> {
                      Files.delete(deleted);
                      try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
                        channel.truncate(100);
                      }
                    }));
    assertThat(report.images()).isEqualTo(10);
    assertThat(report.failed()).extracting(FailedImage::image).containsExactly(deleted, cut);
    assertThat(out.resolve("t09.png")).exists();
    assertThat(out.resolve("t11.png")).doesNotExist();
    assertThat(Files.readAllLines(out.resolve("failed.csv")))
        .hasSize(3)
        .startsWith("image, reason");
  }

  @Test
  void endsWhenItsOutputFolderIsGone() {
    assertThatThrownBy(
            () ->
                run(FailingPredictionTest::red)
                    .run(images, out, afterTheFirst(() -> Files.move(out, folder.resolve("gone")))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(out.toString())
        .hasMessageContaining(": cannot be written: ");
  }

  @Test
  void endsWhenTheNetworkFails() {
    LogitFunction failing =
        (nchw, count, size) -> {
          throw new InvalidInputException("the network is broken");
        };
    assertThatThrownBy(() -> run(failing).run(images, out, image -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the network is broken");
    assertThat(out.resolve("failed.csv")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "CRASH")
  void endsWhenTheDiskFails(Fault fault) {
    Map<Fault, String> reasons =
        Map.of(
            Fault.FULL, "No space left on device",
            Fault.READ_ONLY, "AccessDeniedException",
            Fault.GONE, "NoSuchFileException");
    for (int operation = 0; operation < 12; operation++) {
      String name = fault + "-" + operation;
      FailingDisk disk = FailingDisk.over(folder);
      disk.fail(fault, operation);
      assertThatThrownBy(
              () ->
                  run(FailingPredictionTest::red)
                      .run(disk.root().resolve("images"), disk.root().resolve(name), image -> {}))
          .as("operation %d", operation)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(folder.resolve(name).toString())
          .hasMessageContaining(reasons.get(fault));
    }
  }

  @Test
  void segmentsAFolderPastUnusableImages() throws IOException {
    Path bad = images.resolve("bad.tif");
    Files.writeString(bad, "no image");
    Path cut = images.resolve("cut.png");
    Files.copy(images.resolve("t00.png"), cut);
    try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    List<Path> files = List.of(images.resolve("t00.png"), bad, cut, images.resolve("t01.png"));
    List<Path> done = new ArrayList<>();
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      SlideFolder.Report report =
          predictor.segmentImages(
              files, out, UnaryOperator.identity(), TILES, BadFiles.SKIP, done::add);
      assertThat(report.folder()).isEqualTo(out);
      assertThat(report.segmented())
          .extracting(SlideFolder.Segmented::image)
          .containsExactly(files.get(0), files.get(3));
      assertThat(report.failed()).extracting(FailedImage::image).containsExactly(bad, cut);
      assertThat(done).containsExactly(files.get(0), files.get(3));
      assertThat(names(out))
          .containsExactly(
              "failed.csv",
              "t00.tif",
              "t00.tif.provenance.json",
              "t01.tif",
              "t01.tif.provenance.json");
      assertThatThrownBy(
              () ->
                  predictor.segmentImages(
                      files, out, UnaryOperator.identity(), TILES, BadFiles.FAIL, done::add))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(bad.toString());
      assertThatThrownBy(
              () ->
                  predictor.segmentImages(
                      List.of(files.get(0), folder.resolve("t00.jpg")),
                      out,
                      UnaryOperator.identity(),
                      TILES,
                      BadFiles.SKIP,
                      done::add))
          .hasMessageEndingWith("their predictions would be one file. Rename one of them");
    }
  }

  @Test
  void aFolderOfSlidesEndsWhenAResultCannotBeWritten() {
    List<Path> files = List.of(images.resolve("t00.png"), images.resolve("t01.png"));
    UnaryOperator<SlideOutput> elsewhere =
        output -> output.withOverlay(folder.resolve("missing/overlay.png"));
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      assertThatThrownBy(
              () ->
                  predictor.segmentImages(files, out, elsewhere, TILES, BadFiles.SKIP, image -> {}))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(folder.resolve("missing") + ": this folder does not exist");
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aSlideCutWhileItIsReadGivesNoResult() throws IOException {
    Path slide = images.resolve("t00.png");
    ImageFiles.write(tissue(200), slide);
    Files.createDirectory(out);
    refuses(
        slide,
        () -> {
          try (FileChannel channel = FileChannel.open(slide, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 3);
          }
        });
  }

  @Test
  void aSlideReplacedWhileItIsReadGivesNoResult() throws IOException {
    Path slide = images.resolve("t00.png");
    ImageFiles.write(tissue(200), slide);
    Files.createDirectory(out);
    refuses(
        slide,
        () -> Files.move(images.resolve("t01.png"), slide, StandardCopyOption.REPLACE_EXISTING));
  }

  private void refuses(Path slide, Change change) throws IOException {
    Path result = out.resolve("result.tif");
    try (Predictor predictor = Predictor.open(weights, SMALL)) {
      assertThatThrownBy(
              () ->
                  predictor.segment(
                      slide,
                      SlideOutput.of(result),
                      TILES,
                      (done, all) -> {
                        if (done == 1) {
                          try {
                            change.make();
                          } catch (IOException e) {
                            throw new AssertionError(e);
                          }
                        }
                      }))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(slide + ": ");
    }
    assertThat(names(out)).isEmpty();
  }
}
