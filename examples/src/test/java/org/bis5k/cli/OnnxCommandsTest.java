package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.examples.ExportOnnxExample;
import org.bis5k.examples.PredictOnnxExample;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.NetworkFile;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.predict.TestRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From weights to an ONNX model to predictions, by command and by example. */
class OnnxCommandsTest {

  private static final String CONFIG =
      "Test: {Dataset: {transform_list: {resize: {size: [48, 32]}, tonumpy: NULL, normalize: {mean:"
          + " [0.5, 0.5, 0.5], std: [0.2, 0.2, 0.2]}, totensor: NULL}}, mode: map}";

  @TempDir static Path folder;
  private static Path weights;
  private static Path model;
  private static Path images;

  @BeforeAll
  static void writeFiles() throws IOException {
    weights = folder.resolve("net.safetensors");
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 3))) {
      net.weights(Map.of("bis5k.config", CONFIG, "bis5k.epoch", "4")).write(weights);
    }
    images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      image.setRGB(3 * i, i, 0xff80c0);
      ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
    }
    model = folder.resolve("net.onnx");
    CommandRun export = CommandRun.of("weights", "export", weights, "--onnx", model);
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).isEqualTo("Wrote " + model + System.lineSeparator());
  }

  private static void refuses(String message, Object... words) {
    CommandRun run = CommandRun.of(words);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  /** A command on all images into a folder. */
  private static Object[] words(String command, Path network, Path out, Object... more) {
    Object[] words = {command, "--images", images, "--weights", network, "--out", out};
    if (command.equals("predict")) {
      words = new Object[] {command, images, "--weights", network, "--out", out};
    }
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @Test
  void theModelKeepsConfigurationAndOrigin() {
    try (NetworkFile network = NetworkFile.open(model)) {
      assertThat(network.metadata())
          .containsEntry("bis5k.config", CONFIG)
          .containsEntry("source", "net.safetensors")
          .containsEntry("size", "32x48")
          .containsEntry("mean", "0.5, 0.5, 0.5")
          .doesNotContainKey("bis5k.epoch");
    }
  }

  @Test
  void predictsAFolderByCommandAndByExampleAlike() {
    Path byCommand = folder.resolve("command");
    CommandRun predict = CommandRun.of(words("predict", model, byCommand, "--mode", "map"));
    assertThat(predict.exitCode()).as(predict.err()).isZero();
    assertThat(predict.err()).startsWith("Engine: onnx (ONNX Runtime ");
    assertThat(predict.out().lines())
        .containsExactly(
            byCommand.resolve("0.png").toString(),
            byCommand.resolve("1.png").toString(),
            byCommand.resolve("2.png").toString());
    Path byExample = folder.resolve("example");
    TestRun.Report report = PredictOnnxExample.run(model, images, byExample);
    assertThat(report.images()).isEqualTo(3);
    for (String name : List.of("0.png", "1.png", "2.png")) {
      assertThat(byExample.resolve(name)).hasSameBinaryContentAs(byCommand.resolve(name));
    }
    assertThat(ImageFiles.readSize(byCommand.resolve("0.png"))).isEqualTo(new Size(30, 40));
    assertThat(PredictOnnxExample.run(model, images, byExample).kept()).isEqualTo(3);
  }

  @Test
  void skipsWhatIsThere() throws IOException {
    Path out = Files.createDirectory(folder.resolve("again"));
    Files.writeString(out.resolve("1.png"), "there");
    CommandRun test =
        CommandRun.of(
            words("test", model, out, "--skip-existing", "--engine", "onnx", "--device", "cpu"));
    assertThat(test.exitCode()).as(test.err()).isZero();
    assertThat(test.out()).contains("2 images in ", "Kept 1 that were there");
    assertThat(test.err()).contains("CPU provider, as asked");
    assertThat(out.resolve("1.png")).hasContent("there");
    CommandRun predict =
        CommandRun.of(words("predict", model, out, "--skip-existing", "--mode", "map"));
    assertThat(predict.exitCode()).as(predict.err()).isZero();
    assertThat(out.resolve("1.png")).hasContent("there");
    String another = out + ": holds predictions that were made in another way; ";
    refuses(
        another + "mode: expected THRESHOLD, found MAP",
        words("predict", model, out, "--skip-existing"));
    refuses(another + "weights_sha256: expected ", words("test", weights, out, "--skip-existing"));
  }

  @Test
  void anEmptyFolderIsNothingToPredict() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("nothing"));
    Path out = folder.resolve("nowhere");
    refuses(empty + ": no images to predict", "predict", empty, "--weights", model, "--out", out);
    assertThat(out).doesNotExist();
  }

  /** A level may round the other way where the logits of the engines differ in the last bits. */
  @Test
  void enginesPredictAlike() {
    Path dl4j = folder.resolve("dl4j");
    Path onnx = folder.resolve("onnx");
    for (Path out : List.of(dl4j, onnx)) {
      CommandRun test = CommandRun.of(words("test", weights, out, "--engine", out.getFileName()));
      assertThat(test.exitCode()).as(test.err()).isZero();
      assertThat(test.err()).startsWith("Engine: " + out.getFileName() + " (");
    }
    byte[] expected = ImageFiles.readGrey(dl4j.resolve("2.png")).samples();
    byte[] actual = ImageFiles.readGrey(onnx.resolve("2.png")).samples();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs((expected[i] & 255) - (actual[i] & 255))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void exportReplacesNothingUnasked() {
    refuses(
        model + ": exists already; name another file or give --overwrite",
        "weights",
        "export",
        weights,
        "--onnx",
        model);
    Path two = folder.resolve("two.onnx");
    assertThat(ExportOnnxExample.run(weights, two)).containsExactly(two);
    assertThat(CommandRun.of("weights", "export", weights, "--onnx", two, "--overwrite").exitCode())
        .isZero();
    assertThat(two).hasSameBinaryContentAs(model);
    refuses(
        "net.tflite: expected a name that ends in .onnx",
        "weights",
        "export",
        weights,
        "--onnx",
        folder.resolve("net.tflite"));
  }

  @Test
  void modelsThatCannotBeUsed() throws IOException {
    Path bad = folder.resolve("bad.onnx");
    Files.write(bad, Arrays.copyOf(Files.readAllBytes(model), 5000));
    predictRefuses(bad + ": is no ONNX model, or is truncated", bad, "onnx");
    predictRefuses(
        model + ": holds an ONNX model, which the engine dl4j cannot compute", model, "dl4j");
    predictRefuses("nvalid value for option '--engine'", model, "torch");
  }

  @Test
  void aGpuThatIsNotThere() {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "built for a GPU");
    Path out = folder.resolve("on-a-gpu");
    refuses(
        model + ": cannot be computed on a GPU: this build of ONNX Runtime has no CUDA",
        words("predict", model, out, "--device", "cuda"));
  }

  private static void predictRefuses(String message, Path network, String engine) {
    Path out = folder.resolve("refused");
    refuses(message, words("predict", network, out, "--engine", engine));
  }
}
