package org.bis5k.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestRunTest {

  /** Left half dark, right half light; the network's logit is the red channel. */
  private static final LogitFunction RED =
      (nchw, count, size) -> {
        int pixels = (int) size.pixels();
        float[] logits = new float[count * pixels];
        for (int n = 0; n < count; n++) {
          System.arraycopy(nchw, 3 * n * pixels, logits, n * pixels, pixels);
        }
        return logits;
      };

  @TempDir Path folder;
  private Path images;
  private Path output;

  @BeforeEach
  void writeImages() throws IOException {
    images = Files.createDirectories(folder.resolve("images"));
    output = folder.resolve("predictions").resolve("formal_test");
    ImageFiles.write(halves(new Size(20, 40)), images.resolve("a.png"));
    ImageFiles.write(halves(new Size(16, 64)), images.resolve("b.png"));
    ImageFiles.write(halves(new Size(33, 24)), images.resolve("c.c.png"));
  }

  private static RgbImage halves(Size size) {
    byte[] samples = new byte[(int) (3 * size.pixels())];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i / 3 % size.width() < size.width() / 2 ? 10 : 240);
    }
    return RgbImage.of(size, samples);
  }

  private static TestRun run(String... settings) {
    List<String> all = new ArrayList<>(List.of("Test.Dataset.transform_list.resize.size=[32, 16]"));
    all.addAll(List.of(settings));
    String list =
        "Test: {Dataset: {transform_list: {resize: NULL, tonumpy: NULL, normalize: NULL, totensor:"
            + " NULL}}}";
    return TestRun.of(RED, RunConfig.parse(list, "test", all).test());
  }

  @Test
  void predictsTheImagesOfAList() throws IOException {
    Path list = folder.resolve("some.txt");
    Files.writeString(list, "images/c.c.png\tmasks/c.c.png\nimages/a.png\tmasks/a.png\n");
    assertThat(run().run(list, output, file -> {}).images()).isEqualTo(2);
    assertThat(output.resolve("a.png")).exists();
    assertThat(output.resolve("b.png")).doesNotExist();
    assertThat(output.resolve("c.c.png")).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void writesEveryImageAtItsOwnSizeUnderItsOwnName(int batch) {
    List<String> seen = new ArrayList<>();
    TestRun.Report report =
        run("Test.Dataloader.batch_size=" + batch)
            .run(images, output, file -> seen.add(file.getFileName().toString()));
    assertThat(report.images()).isEqualTo(3);
    assertThat(report.problems()).isEmpty();
    assertThat(report.folder()).isEqualTo(output);
    assertThat(seen).containsExactly("a.png", "b.png", "c.c.png");
    GreyImage a = ImageFiles.readGrey(output.resolve("a.png"));
    assertThat(a.size()).isEqualTo(new Size(20, 40));
    assertThat(a.samples()[0]).isZero();
    assertThat(a.samples()[39]).isEqualTo((byte) 255);
    int white = 0;
    for (byte sample : a.samples()) {
      assertThat(sample).isIn((byte) 0, (byte) 255);
      white += sample & 1;
    }
    assertThat(white).isEqualTo(20 * 20);
    assertThat(ImageFiles.readSize(output.resolve("c.c.png"))).isEqualTo(new Size(33, 24));
  }

  @Test
  void mapKeepsLevelsAndRgbaKeepsTheImage() throws IOException {
    run("Test.mode=map").run(images, output, file -> {});
    GreyImage map = ImageFiles.readGrey(output.resolve("b.png"));
    assertThat(map.samples()[0]).isZero();
    assertThat(map.samples()[63]).isIn((byte) 254, (byte) 255);
    run("Test.mode=rgba").predict(images.resolve("b.png"), folder.resolve("one.png"));
    var rgba = javax.imageio.ImageIO.read(folder.resolve("one.png").toFile());
    assertThat(rgba.getRGB(0, 0)).isEqualTo(0x000a0a0a);
    assertThat(rgba.getRGB(63, 0) & 0xffffff).isEqualTo(0xf0f0f0);
    assertThat(rgba.getRGB(63, 0) >>> 24).isGreaterThanOrEqualTo(254);
  }

  @Test
  void predictsOneImage() {
    Prediction prediction = run().predict(halves(new Size(10, 10)));
    assertThat(prediction.size()).isEqualTo(Size.square(10));
    assertThat(prediction.values()[0]).isLessThan(1e-6f);
    assertThat(prediction.values()[9]).isGreaterThan(0.999f);
    assertThat(prediction.thresholded().samples()[9]).isEqualTo((byte) 255);
  }

  @Test
  void predictsEveryTestSetBeneathItsOwnName() throws IOException {
    Path set = Files.createDirectories(folder.resolve("root/val"));
    Files.move(images, set.resolve("images"));
    List<TestRun.Report> reports =
        run("Test.Dataset.root=" + folder.resolve("root"), "Test.Dataset.testsets=val")
            .run(folder.resolve("out"), file -> {});
    assertThat(reports).singleElement().extracting(TestRun.Report::images).isEqualTo(3);
    assertThat(folder.resolve("out/val/a.png")).exists();
    assertThatThrownBy(() -> run().run(folder.resolve("out"), file -> {}))
        .hasMessage(
            "Test.Dataset.root is not set; add it to the configuration or give --set"
                + " Test.Dataset.root=FOLDER");
    assertThatThrownBy(
            () ->
                run("Test.Dataset.root=" + folder.resolve("root"))
                    .run(folder.resolve("out"), file -> {}))
        .hasMessage(folder.resolve("root/formal_test/images") + ": this folder does not exist");
  }

  @Test
  void refusesDamagedFilesByNameOrSkipsThem() throws IOException {
    Path bad = images.resolve("bad.png");
    Files.writeString(bad, "no image");
    assertThatThrownBy(() -> run().run(images, output, file -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(bad.toString());
    TestRun.Report report =
        run("Test.Dataloader.bad_files=skip", "Test.Dataloader.batch_size=4")
            .run(images, output, file -> {});
    assertThat(report.images()).isEqualTo(3);
    assertThat(report.problems()).singleElement().asString().startsWith(bad.toString());
    assertThat(output.resolve("bad.png")).doesNotExist();
  }

  @Test
  void refusesFoldersThatWouldLoseFiles() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> run().run(empty, output, file -> {}))
        .hasMessage(empty + ": no images to predict");
    assertThatThrownBy(() -> run().run(images, images, file -> {}))
        .hasMessage(images + ": predictions would replace the images; choose another folder");
    ImageFiles.write(halves(Size.square(8)), images.resolve("a.other.png"));
    Files.move(images.resolve("a.other.png"), images.resolve("a.bmp"));
    assertThatThrownBy(() -> run().run(images, output, file -> {}))
        .hasMessageEndingWith("their predictions would be one file. Rename one of them");
  }

  @Test
  void goesOnWhereAnInterruptedRunEnded() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("b.png"), "kept as it is");
    Files.writeString(output.resolve(".a.png.1-1.tmp"), "half a file");
    List<String> seen = new ArrayList<>();
    TestRun.Report report =
        run()
            .with(FolderOptions.defaults().withExisting(ExistingFiles.KEEP))
            .run(images, output, file -> seen.add(file.toString()));
    assertThat(report.images()).isEqualTo(2);
    assertThat(report.kept()).isEqualTo(1);
    assertThat(seen).hasSize(3).first().asString().endsWith("b.png");
    assertThat(output.resolve("b.png")).hasContent("kept as it is");
    assertThat(ImageFiles.readSize(output.resolve("a.png"))).isEqualTo(new Size(20, 40));
    TestRun.Report again = run().run(images, output, file -> {});
    assertThat(again.images()).isEqualTo(3);
    assertThat(again.kept()).isZero();
    assertThat(ImageFiles.readSize(output.resolve("b.png"))).isEqualTo(new Size(16, 64));
  }

  @Test
  void predictsImagesOfSeveralFolders() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(images.resolve("a.png"), other.resolve("d"));
    List<Path> files = List.of(other.resolve("d"), images.resolve("b.png"));
    assertThat(run().run(files, output, file -> {}).images()).isEqualTo(2);
    assertThat(output.resolve("d.png")).exists();
    assertThat(output.resolve("b.png")).exists();
    assertThatThrownBy(() -> run().run(files, images, file -> {}))
        .hasMessage(images + ": predictions would replace the images; choose another folder");
  }

  @Test
  void withoutResizeTheSidesMustFitTheNetwork() {
    String list =
        "Test: {Dataset: {transform_list: {tonumpy: NULL, normalize: NULL, totensor: NULL}}}";
    TestRun run = TestRun.of(RED, RunConfig.parse(list, "test", List.of()).test());
    assertThat(run.predict(halves(new Size(16, 48))).size()).isEqualTo(new Size(16, 48));
    assertThatThrownBy(() -> run.predict(images.resolve("a.png"), output.resolve("a.png")))
        .hasMessage(
            images.resolve("a.png")
                + ": the network needs sides that are multiples of 16; found 20x40; add resize to"
                + " Test.Dataset.transform_list");
  }
}
