package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandsTest {

  @TempDir Path folder;

  private void pair(String stem, int foreground) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    ImageFiles.write(
        RgbImage.of(Size.square(2), new byte[12]), folder.resolve("images/" + stem + ".png"));
    byte[] mask = new byte[4];
    Arrays.fill(mask, 0, foreground, (byte) 255);
    ImageFiles.write(GreyImage.of(Size.square(2), mask), folder.resolve("masks/" + stem + ".png"));
  }

  @Test
  void countsForegroundShares() throws IOException {
    pair("a", 0);
    pair("b", 1);
    pair("c", 4);
    CommandRun check = CommandRun.of("data", "check", folder);
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains(
            folder + ": 3 pairs",
            "sizes (height x width): 2x2 (3)",
            "foreground share: smallest 0.000, median 0.250, mean 0.417, largest 1.000",
            "masks: 1 empty, 1 full, 0 with levels between 0 and 255");
  }

  @Test
  void namesEverythingWrongAtOnce() throws IOException {
    pair("a", 2);
    pair("b", 2);
    pair("c", 2);
    Files.delete(folder.resolve("masks/b.png"));
    Path broken = folder.resolve("images/c.png");
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length - 20] ^= 0x55; // in the pixels: the header is still sound
    Files.write(broken, bytes);
    CommandRun check = CommandRun.of("data", "check", folder);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("2 problems:", "images/b.png", broken.toString());
  }

  @Test
  void makesTilesThatPassTheCheck() {
    Path root = folder.resolve("synthetic");
    CommandRun synth =
        CommandRun.of(
            "data", "synth", root, "--train", 2, "--test", 1, "--size", "32x48", "--seed", 7);
    assertThat(synth.exitCode()).as(synth.err()).isZero();
    CommandRun check = CommandRun.of("data", "check", root);
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains(root.resolve("formal_train") + ": 2 pairs", "32x48 (2)")
        .contains(root.resolve("formal_test") + ": 1 pairs");
    CommandRun again = CommandRun.of("data", "synth", root);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("already holds formal_train, which is not overwritten");
  }
}
