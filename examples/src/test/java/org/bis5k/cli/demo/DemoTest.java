package org.bis5k.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.cli.CommandRun;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @TempDir Path folder;

  private CommandRun demo(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "demo", "--out", out(), "--train", 4, "--test", 2, "--size", 32, "--resize", 32));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private Path out() {
    return folder.resolve("a demo's folder");
  }

  @Test
  void goesTheWholeWay() {
    CommandRun demo = demo("--epochs", 1);
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("tiles of 32x32, 4 to train and 2 to test", "epoch 1/1: loss", "meanDic");
    assertThat(out().resolve("predictions/formal_test")).isDirectoryContaining("glob:**.png");
    assertThat(out().resolve("loss.png")).hasSameBinaryContentAs(out().resolve("run/loss.png"));
    assertThat(out().resolve("scores/formal_test.csv")).exists();
    assertThat(ImageFiles.readSize(out().resolve("contact-sheet.png")))
        .isEqualTo(new Size(22 + 2 * (192 + 22) + 8, 4 * 200 + 8));
    assertThat(out().resolve("summary.md"))
        .content()
        .contains("meanDic", "width divisor 8", "1 epochs, 1 steps", "Seed: 1", "SHA-256", "Java:");
  }

  @Test
  void testsTheFreshNetworkAndKeepsWhatIsThere() throws IOException {
    CommandRun first = demo("--epochs", 0);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(out().resolve("loss.png")).doesNotExist();
    Path summary = out().resolve("summary.md");
    assertThat(summary).content().contains("0 epochs, 0 steps");

    Path own = Files.writeString(out().resolve("notes.txt"), "mine");
    Files.writeString(summary, "old");
    CommandRun again = demo("--epochs", 0);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err())
        .startsWith(out() + ": holds an earlier demo (run); give --out with another folder, or")
        .contains("--overwrite to replace it");
    assertThat(summary).hasContent("old");

    Path tile = out().resolve("data/formal_train/images/bis_he_id000000.png");
    FileTime made = Files.getLastModifiedTime(tile);
    CommandRun replaced = demo("--epochs", 0, "--overwrite");
    assertThat(replaced.exitCode()).as(replaced.err()).isZero();
    assertThat(replaced.out()).contains("Using the data in " + out().resolve("data"));
    assertThat(Files.getLastModifiedTime(tile)).isEqualTo(made);
    assertThat(summary).content().contains("meanDic");
    assertThat(own).hasContent("mine");
  }

  @Test
  void otherTilesAreReplacedOnRequestAndForeignDataNever() throws IOException {
    DemoFolder demo = DemoFolder.of(out());
    SyntheticTiles tiles = new SyntheticTiles(Size.square(32), 1, 1, 1);
    demo.prepare(tiles, false);
    assertThat(demo.provide(tiles)).isTrue();
    CommandRun refused = demo("--epochs", 0);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("holds other tiles (" + tiles.line() + "); give --out with another folder, or");

    SyntheticTiles others = new SyntheticTiles(Size.square(48), 1, 1, 1);
    demo.prepare(others, true);
    assertThat(demo.provide(others)).isTrue();
    Path tile = out().resolve("data/formal_train/images/bis_he_id000000.png");
    assertThat(ImageFiles.readSize(tile)).isEqualTo(Size.square(48));

    Files.delete(out().resolve("data/tiles.txt"));
    demo.prepare(tiles, true);
    assertThat(demo.provide(tiles)).isFalse();
    assertThat(ImageFiles.readSize(tile)).isEqualTo(Size.square(48));
  }
}
