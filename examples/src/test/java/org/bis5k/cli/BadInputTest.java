package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong ends with 2 and a message alone, and leaves every file as it was. */
class BadInputTest {

  @TempDir Path folder;
  private Path data;
  private Path config;
  private Path run;

  @BeforeEach
  void makeData() {
    data = TinyConfig.data(folder);
    config = TinyConfig.file(folder);
    run = folder.resolve("run");
  }

  private void refuses(String message, Object... words) {
    Map<Path, String> before = snapshot();
    CommandRun result = CommandRun.of(words);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(snapshot()).isEqualTo(before);
  }

  private void trainingRefuses(String message) {
    refuses(message, TinyConfig.command(data, run, "train", "--config", config));
  }

  private Map<Path, String> snapshot() {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        files.put(
            file,
            Files.isDirectory(file)
                ? "folder"
                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Path image(int index) {
    return data.resolve("formal_train/images/bis_he_id00000" + index + ".png");
  }

  private Path mask(int index) {
    return data.resolve("formal_train/masks/bis_he_id00000" + index + ".png");
  }

  @Test
  void missingRoot() {
    data = folder.resolve("nowhere");
    trainingRefuses(data.resolve("formal_train") + ": this folder does not exist");
    refuses(data + ": this folder does not exist", "data", "check", data);
  }

  @Test
  void noPairs() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.delete(image(i));
      Files.delete(mask(i));
    }
    trainingRefuses("No image file in " + data.resolve("formal_train/images"));
    refuses("No image file in", "data", "check", data.resolve("formal_train"));
  }

  @Test
  void corruptPng() throws IOException {
    byte[] bytes = Files.readAllBytes(image(1));
    Files.write(image(1), Arrays.copyOf(bytes, 20));
    trainingRefuses(image(1).toString());
  }

  @Test
  void maskOfAnotherSize() throws IOException {
    write(new BufferedImage(16, 32, BufferedImage.TYPE_BYTE_GRAY), mask(2));
    trainingRefuses("32x16");
    assertThat(CommandRun.of(TinyConfig.command(data, run, "train", "--config", config)).err())
        .contains(image(2).getFileName().toString(), "32x32", "1 problem;");
  }

  @Test
  void sixteenBitImages() throws IOException {
    write(new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY), mask(0));
    trainingRefuses(mask(0).toString());
    assertThat(CommandRun.of("data", "check", data.resolve("formal_train")))
        .satisfies(check -> assertThat(check.exitCode()).isEqualTo(1))
        .satisfies(check -> assertThat(check.out()).contains("1 problem:", "16"));
  }

  @Test
  void palettesAndAlphaAreRead() throws IOException {
    write(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_INDEXED), image(0));
    write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB), image(1));
    assertThat(CommandRun.of("data", "check", data).exitCode()).isZero();
  }

  @Test
  void sizeThatIsNoMultipleOf16() {
    refuses(
        "Train.Dataset.transform_list.resize.size: width and height need to be multiples of 16;"
            + " found [100, 128]",
        "train",
        "--config",
        config,
        "--set",
        "Train.Dataset.transform_list.resize.size=[100, 128]");
  }

  @Test
  void unknownConfigKey() throws IOException {
    Files.writeString(
        config,
        Files.readString(config).replace("batch_size", "batchsize"),
        StandardCharsets.UTF_8);
    refuses(
        "unknown key 'batchsize' in Train.Dataloader (did you mean batch_size?)",
        "train",
        "--config",
        config);
    refuses(
        "--set Train.batch=4: unknown key 'batch' in Train",
        "train",
        "--config",
        TinyConfig.file(folder),
        "--set",
        "Train.batch=4");
  }

  @Test
  void unwritableRunFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    run = file.resolve("run");
    trainingRefuses(run + ": the run folder cannot be written to:");
  }

  @Test
  void runFolderThatHoldsARun() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("config.yaml"), "Model: {}\n");
    trainingRefuses(
        run + ": holds a run already (config.yaml); continue it with --resume or take another");
  }

  @Test
  void resumingWithoutARun() {
    refuses("config.yaml", "train", "--resume", "--run", run);
  }

  @Test
  void weightsOfNobody() throws IOException {
    Path file = Files.writeString(folder.resolve("net.pth"), "not weights");
    refuses(
        "is no weight file",
        "test",
        "--weights",
        file,
        "--images",
        data.resolve("formal_test/images"),
        "--out",
        folder.resolve("out"));
    refuses("does not exist", "weights", "show", folder.resolve("absent.pth"));
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }
}
