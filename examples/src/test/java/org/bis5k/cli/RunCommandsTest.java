package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandsTest {

  @TempDir Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void train() {
    data = TinyConfig.data(folder);
    run = folder.resolve("run");
    List<Object> words =
        new ArrayList<>(
            Arrays.asList(
                TinyConfig.command(data, run, "train", "--config", TinyConfig.file(folder))));
    for (String setting :
        List.of(
            "Train.Validation.root=" + data.resolve("formal_test"),
            "Eval.gt_root=" + data,
            "Eval.pred_root=" + folder.resolve("predictions"),
            "Eval.result_path=" + folder.resolve("scores"))) {
      words.addAll(List.of("--set", setting));
    }
    assertThat(CommandRun.of(words.toArray()).exitCode()).isZero();
  }

  @Test
  void showsWhereARunStandsAndComesFrom() {
    CommandRun show = CommandRun.of("run", "show", run, "--config");
    assertThat(show.err()).isEmpty();
    assertThat(show.exitCode()).isZero();
    assertThat(show.out())
        .startsWith(run + ": finished, 1 of 1 epochs, next iteration 1\nlast loss ")
        .contains("best validation ", "(meanDic)", "checkpoints/latest.safetensors ")
        .contains("\"backend\" : \"ND4J", "\"seed\" : ", "batch_size: 2");
    CommandRun nothing = CommandRun.of("run", "show", folder);
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains(folder + ": holds no run: config.yaml is missing");
  }

  @Test
  void verifiesFilesDataAndScores() throws IOException {
    Path predictions = folder.resolve("predictions");
    assertThat(CommandRun.of("test", "--weights", run, "--out", predictions).exitCode()).isZero();
    Object[] evaluation = {"eval", "--config", run.resolve("config.yaml")};
    assertThat(CommandRun.of(evaluation).exitCode()).isZero();
    CommandRun verified = CommandRun.of("run", "verify", run);
    assertThat(verified.out())
        .contains(
            "right: log.jsonl: SHA-256 ",
            "right: checkpoints/best.safetensors inside: after epoch 1, iteration 1",
            "right: log.jsonl: 1 steps, the latest checkpoint stands after 1",
            "right: training data: SHA-256 ",
            "right: validation score meanDic: ",
            "right: formal_test.json meanIoU: ")
        .doesNotContain("WRONG")
        .endsWith("Nothing is wrong\n");
    assertThat(verified.exitCode()).isZero();

    Path scores = folder.resolve("scores/formal_test.json");
    Files.writeString(scores, Files.readString(scores).replaceFirst("\"mae\" : 0", "\"mae\" : 1"));
    assertThat(CommandRun.of("run", "verify", run).out())
        .contains("WRONG: formal_test.json mae: recorded 1.", "\n1 wrong\n");
  }

  @Test
  void tellsWhatIsNotAsRecorded() throws IOException {
    Path best = run.resolve("checkpoints/best.safetensors");
    byte[] bytes = Files.readAllBytes(best);
    bytes[bytes.length - 1] ^= 1;
    Files.write(best, bytes);
    Files.delete(run.resolve("loss.png"));
    Files.writeString(run.resolve("note.txt"), "mine");
    Path log = run.resolve("log.jsonl");
    String text = Files.readString(log).replace("\"step\":0", "\"step\":7");
    Files.writeString(log, text, StandardCharsets.UTF_8);
    Files.delete(data.resolve("formal_train/masks/bis_he_id000001.png"));

    CommandRun verified = CommandRun.of("run", "verify", run, "--files-only");

    assertThat(verified.exitCode()).isEqualTo(2);
    assertThat(verified.err()).contains(log + ": line 1: expected step 0; found 7");
    Files.writeString(log, text.replace("\"step\":7", "\"step\":0").replace("loss", "lose"));
    verified = CommandRun.of("run", "verify", run, "--files-only");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .contains(
            "WRONG: checkpoints/best.safetensors: expected SHA-256 ",
            "WRONG: checkpoints/best.safetensors inside: " + best + ": damaged: ",
            "WRONG: log.jsonl: expected SHA-256 ",
            "WRONG: loss.png: is missing",
            "not checked: note.txt: came after the run had ended",
            "not checked: training data: ",
            "1 problem; mend the files")
        .endsWith("4 wrong\n");
  }
}
