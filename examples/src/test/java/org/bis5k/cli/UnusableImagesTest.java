package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bis predict} of folders that hold images which cannot be used. */
class UnusableImagesTest {

  private static final String FIRST = "bis_he_id000000.png";
  private static final String BROKEN = "bis_he_id000001.png";
  private static final String LAST = "bis_he_id000002.png";

  @TempDir static Path folder;
  private static Path weights;
  private static Path images;
  private static byte[] sound;

  @BeforeAll
  static void breakAnImage() throws IOException {
    images = TinyConfig.data(folder).resolve("formal_train/images");
    sound = Files.readAllBytes(images.resolve(BROKEN));
    Files.write(images.resolve(BROKEN), Arrays.copyOf(sound, 200));
    weights = folder.resolve("net.safetensors");
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      net.weights(Map.of()).write(weights);
    }
  }

  private static CommandRun predict(Path out, Object... more) {
    Object[] words = {"predict", images, "--weights", weights, "--out", out, "--size", "32"};
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void theOthersArePredictedAndTheFailureIsListed() throws IOException {
    Path out = folder.resolve("on");
    CommandRun run = predict(out);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(out.resolve(FIRST).toString(), out.resolve(LAST).toString());
    assertThat(run.err())
        .contains("Failed: " + images.resolve(BROKEN) + ": ")
        .endsWith(
            "1 of 3 images cannot be used; they are listed in %s%n"
                .formatted(out.resolve("failed.csv")))
        .doesNotContain("\tat ");
    assertThat(out.resolve(BROKEN)).doesNotExist();
    assertThat(Files.readAllLines(out.resolve("failed.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith(images.resolve(BROKEN).toString());
    assertThat(out.resolve("provenance.json")).exists();
  }

  @Test
  void theListGoesOnceAllCanBeUsed() throws IOException {
    Path out = folder.resolve("mended");
    assertThat(predict(out).exitCode()).isEqualTo(1);
    byte[] broken = Files.readAllBytes(images.resolve(BROKEN));
    Files.write(images.resolve(BROKEN), sound);
    try {
      CommandRun run = predict(out, "--skip-existing");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(out.resolve("failed.csv")).doesNotExist();
      assertThat(out.resolve(BROKEN)).exists();
    } finally {
      Files.write(images.resolve(BROKEN), broken);
    }
  }

  @Test
  void failFastStopsBeforeTheFirst() throws IOException {
    Path header = images.resolve("a-broken-header.png");
    Files.writeString(header, "no picture");
    try {
      Path out = folder.resolve("fast");
      CommandRun run = predict(out, "--fail-fast");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith(header + ": ").doesNotContain("\tat ");
      assertThat(out).doesNotExist();
    } finally {
      Files.delete(header);
    }
  }

  @Test
  void failFastStopsAtDamageBehindTheHeader() {
    Path out = folder.resolve("pixels");
    CommandRun run = predict(out, "--fail-fast");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(images.resolve(BROKEN) + ": ").doesNotContain("\tat ");
    assertThat(out.resolve("failed.csv")).doesNotExist();
  }

  @Test
  void aPathThatIsNotThereIsRefusedBeforeTheFirst() {
    Path out = folder.resolve("absent");
    Path absent = folder.resolve("absent.png");
    CommandRun run = CommandRun.of("predict", images, absent, "--weights", weights, "--out", out);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("%s: does not exist%n".formatted(absent));
    assertThat(out).doesNotExist();
  }
}
