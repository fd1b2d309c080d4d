package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names with line ends and terminal codes, through commands that print them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file can be called so there")
class HostileNamesTest {

  /** Would clear the screen and pretend that a command had succeeded. */
  private static final String NAME = "a\u001b[2J\nNothing is wrong\u009b31m\u202e,\"b";

  private static final String SHOWN = "a?[2J?Nothing is wrong?31m?,\"b";

  @TempDir Path folder;

  private static CommandRun harmless(CommandRun run) {
    for (String printed : new String[] {run.out(), run.err()}) {
      assertThat(printed).doesNotContain("\u001b", "\u009b", "\u202e", "\nNothing is wrong?");
    }
    return run;
  }

  private void image(Path file, int value) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] samples = new byte[32 * 32];
    samples[0] = (byte) value;
    ImageFiles.write(GreyImage.of(Size.square(32), samples), file);
  }

  @Test
  void namesOfTensorsAndMetadata() {
    Path file = folder.resolve("net.safetensors");
    Map<String, Tensor> tensors = Map.of(NAME, Tensor.ofFloats(new float[1], 1));
    WeightFile.of(tensors, Map.of(NAME, NAME)).write(file);
    CommandRun show = harmless(CommandRun.of("weights", "show", file));
    assertThat(show.exitCode()).isZero();
    assertThat(show.out()).contains(SHOWN + " ", SHOWN + ": a?[2J Nothing is wrong?31m?,\"b");
    CommandRun check = harmless(CommandRun.of("weights", "check", file));
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("1 unexpected:\n  " + SHOWN);
  }

  @Test
  void namesOfPredictedImages() throws IOException {
    Path weights = folder.resolve("net.safetensors");
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      net.weights(Map.of()).write(weights);
    }
    image(folder.resolve("images").resolve(NAME + ".png"), 255);
    Path out = folder.resolve("out");
    CommandRun predict =
        harmless(
            CommandRun.of(
                "predict",
                folder.resolve("images"),
                "--weights",
                weights,
                "--out",
                out,
                "--size",
                "32x32"));
    assertThat(predict.exitCode()).as(predict.err()).isZero();
    assertThat(predict.out()).isEqualTo(out.resolve(SHOWN + ".png") + "\n");
    assertThat(out.resolve(NAME + ".png")).exists();
  }

  @Test
  void namesOfCheckedAndScoredImages() throws IOException {
    Path data = folder.resolve("data");
    for (String name : new String[] {NAME, NAME + "2"}) {
      image(data.resolve("images").resolve(name + ".png"), 255);
      image(data.resolve("masks").resolve(name + ".png"), 255);
    }
    Path html = folder.resolve("page.html");
    CommandRun check = harmless(CommandRun.of("data", "check", data, "--html", html));
    assertThat(check.out()).contains(SHOWN);
    assertThat(html).content().contains("&quot;b").doesNotContain("\u001b[2J\n<");
  }
}
