package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.examples.EvaluateExample;
import org.bis5k.examples.PredictExample;
import org.bis5k.examples.StreamScoresExample;
import org.bis5k.examples.TestExample;
import org.bis5k.examples.TrainExample;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.run.TrainingListener;
import org.bis5k.train.run.TrainingResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tiny training, and every command and example that goes on from it. */
class WholeWayTest {

  @TempDir static Path folder;
  private static Path data;
  private static Path run;
  private static Path image;
  private static RunConfig config;
  private static TrainingResult trained;

  @BeforeAll
  static void trainOnce() {
    data = TinyConfig.data(folder);
    run = folder.resolve("run");
    image = data.resolve("formal_test/images/bis_val_id000000.png");
    config = RunConfig.load(TinyConfig.file(folder), TinyConfig.settings(data, run));
    trained = TrainExample.run(config, run, new TrainingListener() {});
  }

  @Test
  void trainsAndGoesOn() throws IOException {
    assertThat(trained.finished()).isTrue();
    assertThat(trained.iterations()).isEqualTo(1);
    Path copy = folder.resolve("longer");
    CommandRun first =
        CommandRun.of(
            TinyConfig.command(
                data, copy, "train", "--config", TinyConfig.file(folder), "--run", copy));
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("epoch 1/1: loss ");
    CommandRun more =
        CommandRun.of("train", "--resume", "--run", copy, "--epochs", "2", "--set", "Train.seed=1");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.out()).contains("Training from epoch 2, batch 1 to epoch 2", "epoch 2/2: loss");
    assertThat(Files.readString(copy.resolve("log.jsonl")).lines().count()).isGreaterThan(3);
  }

  @Test
  void testsByExampleAndByCommandAlike() {
    Path byExample = folder.resolve("by-example");
    List<TestRun.Report> reports = TestExample.run(config, trained.checkpoint(), byExample);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).images()).isEqualTo(1);
    Path byCommand = folder.resolve("by-command");
    CommandRun test = CommandRun.of("test", "--weights", run, "--out", byCommand);
    assertThat(test.exitCode()).as(test.err()).isZero();
    assertThat(test.out()).contains("1 images in");
    String name = "formal_test/bis_val_id000000.png";
    assertThat(byCommand.resolve(name)).hasSameBinaryContentAs(byExample.resolve(name));
  }

  @Test
  void predictsInEveryMode() {
    Path png = folder.resolve("one.png");
    PredictExample.run(trained.checkpoint(), image, png);
    for (String mode : List.of("threshold", "map", "rgba")) {
      Path out = folder.resolve("predict-" + mode);
      CommandRun predict =
          CommandRun.of("predict", image, "--weights", run, "--out", out, "--mode", mode);
      assertThat(predict.exitCode()).as(predict.err()).isZero();
      assertThat(ImageFiles.readSize(out.resolve("bis_val_id000000.png")))
          .isEqualTo(Size.square(32));
    }
    assertThat(folder.resolve("predict-threshold/bis_val_id000000.png"))
        .hasSameBinaryContentAs(png);
    CommandRun inPlace =
        CommandRun.of("predict", image, "--weights", run, "--out", image.getParent());
    assertThat(inPlace.exitCode()).isEqualTo(2);
    assertThat(inPlace.err()).contains("would be replaced by its prediction");
  }

  @Test
  void scoresAlikeFromFilesAndFromMemory() throws IOException {
    Path predictions = folder.resolve("scored");
    TestExample.run(config, trained.checkpoint(), predictions);
    Path masks = data.resolve("formal_test/masks");
    DatasetScores fromFiles = EvaluateExample.run(predictions.resolve("formal_test"), masks);
    DatasetScores fromMemory =
        StreamScoresExample.run(trained.checkpoint(), data.resolve("formal_test"));
    for (Metric metric : Metric.all()) {
      assertThat(fromMemory.value(metric)).isEqualTo(fromFiles.value(metric));
    }
    Path csv = folder.resolve("scores.csv");
    Path json = folder.resolve("scores.json");
    CommandRun eval =
        CommandRun.of(
            "eval",
            "--pred",
            predictions.resolve("formal_test"),
            "--gt",
            data.resolve("formal_test"),
            "--method",
            "tiny",
            "--csv",
            csv,
            "--json",
            json,
            "--metrics",
            "meanDic,mae",
            "--threads",
            1);
    assertThat(eval.exitCode()).as(eval.err()).isZero();
    assertThat(eval.out()).contains("meanDic", "mae", "tiny", "profile uacanet");
    assertThat(Files.readAllLines(csv)).hasSize(2).first().isEqualTo("method, meanDic, mae");
    assertThat(json).content().contains("\"per_image\"");
  }

  @Test
  void evaluatesAsAConfigurationSays() {
    Path predictions = folder.resolve("configured");
    TestExample.run(config, trained.checkpoint(), predictions);
    Path results = folder.resolve("results/deep");
    CommandRun eval =
        CommandRun.of(
            "eval",
            "--config",
            TinyConfig.file(folder),
            "--set",
            "Eval.gt_root=" + data,
            "--set",
            "Eval.pred_root=" + predictions,
            "--set",
            "Eval.result_path=" + results);
    assertThat(eval.exitCode()).as(eval.err()).isZero();
    assertThat(eval.out()).contains("formal_test", "maxSpe");
    assertThat(results.resolve("formal_test.csv")).exists();
    assertThat(results.resolve("formal_test.json")).exists();
  }
}
