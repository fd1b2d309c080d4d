package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code data check} with a leak, and {@code data split}. */
class DataAuditCommandsTest {

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void tiles() {
    root = folder.resolve("tissue");
    SyntheticTissue.of(Size.square(48), 1).write(root, 6, 2);
  }

  /** A training pair comes back in another folder. */
  private void copyTo(String part, String stem) throws IOException {
    for (String kind : List.of("images", "masks")) {
      Files.copy(
          root.resolve("formal_train").resolve(kind).resolve("bis_he_id000002.png"),
          root.resolve(part).resolve(kind).resolve(stem + ".png"));
    }
  }

  @Test
  void namesALeakAndWritesBothReports() throws IOException {
    copyTo("formal_test", "leak");
    Path json = folder.resolve("made/audit.json");
    Path html = folder.resolve("audit.html");
    CommandRun check = CommandRun.of("data", "check", root, "--json", json, "--html", html);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains(
            "1 leaked pair:",
            root.resolve("formal_train/images/bis_he_id000002.png")
                + ", "
                + root.resolve("formal_test/images/leak.png")
                + ": copy (correlation 1.000)",
            "2 notes:",
            "Something is wrong.");
    assertThat(Files.readString(json)).contains("\"leak\" : true");
    assertThat(Files.readString(html)).contains("data:image/jpeg;base64,");
  }

  @Test
  void expectedNumbersAndStrictnessDecideTheExitCode() {
    assertThat(CommandRun.of("data", "check", root).exitCode()).isZero();
    assertThat(CommandRun.of("data", "check", root, "--strict").exitCode()).isEqualTo(1);
    assertThat(CommandRun.of("data", "check", root, "--strict", "--expect", "6,2").exitCode())
        .isZero();
    CommandRun published = CommandRun.of("data", "check", root, "--expect", "5000,929");
    assertThat(published.exitCode()).isEqualTo(1);
    assertThat(published.out()).contains("expected 5000 usable pairs; found 6");
    CommandRun misused = CommandRun.of("data", "check", root, "--expect", "many");
    assertThat(misused.exitCode()).isEqualTo(2);
    assertThat(misused.err())
        .contains("--expect: expected numbers from 0, separated by commas; found many");
  }

  @Test
  void listsOfASplitAreDataSetsThatShareNoPicture() throws IOException {
    copyTo("formal_train", "again");
    Path lists = folder.resolve("lists");
    CommandRun split =
        CommandRun.of(
            "data",
            "split",
            root.resolve("formal_train"),
            "--folds",
            3,
            "--seed",
            4,
            "--out",
            lists);
    assertThat(split.exitCode()).as(split.err()).isZero();
    assertThat(split.out()).startsWith("7 images of 6 different pictures");
    for (int fold = 1; fold <= 3; fold++) {
      Path train = lists.resolve("fold" + fold + "-train.txt");
      Path validation = lists.resolve("fold" + fold + "-validation.txt");
      int images = BisDataset.open(train, BadFiles.FAIL).pairs().size();
      images += BisDataset.open(validation, BadFiles.FAIL).pairs().size();
      assertThat(images).isEqualTo(7);
      assertThat(CommandRun.of("data", "check", train, validation).out())
          .doesNotContain("leaked pair");
    }
  }

  @Test
  void holdsOutAShare() {
    CommandRun split =
        CommandRun.of(
            "data", "split", root.resolve("formal_train"), "--hold-out", 0.34, "--out", folder);
    assertThat(split.exitCode()).as(split.err()).isZero();
    assertThat(split.out())
        .contains(
            folder.resolve("train.txt") + " (4), " + folder.resolve("validation.txt") + " (2)");
  }

  @Test
  void refusesSharesAndFoldsOutOfRange() {
    for (String[] wrong : new String[][] {{"--hold-out", "1.5"}, {"--folds", "1"}, {}}) {
      Object[] words = new Object[5 + wrong.length];
      System.arraycopy(
          new Object[] {"data", "split", root.resolve("formal_train"), "--out", folder},
          0,
          words,
          0,
          5);
      System.arraycopy(wrong, 0, words, 5, wrong.length);
      assertThat(CommandRun.of(words).exitCode()).isEqualTo(2);
    }
  }
}
