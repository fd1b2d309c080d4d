package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.train.config.EvalConfig;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedScoresTest {

  @TempDir Path folder;

  private static void write(Path file, int... levels) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] samples = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      samples[i] = (byte) levels[i];
    }
    ImageFiles.write(GreyImage.of(new Size(1, levels.length), samples), file);
  }

  @Test
  void eachMethodIsFoundInItsOwnFolders() throws IOException {
    Path truth = folder.resolve("data/set/masks");
    write(truth.resolve("a.png"), 255, 255, 0, 0);
    write(folder.resolve("pred/good/set/a.png"), 255, 255, 0, 0);
    write(folder.resolve("pred/bad/set/a.png"), 0, 255, 0, 255);
    for (String method : List.of("good", "bad")) {
      Path predictions = folder.resolve("pred").resolve(method).resolve("set");
      ScoreJson.write(
          folder.resolve("scores").resolve(method).resolve("set.json"),
          new MethodScores(
              method, "set", FolderEvaluator.of(Profile.UACANET).evaluate(predictions, truth)));
    }
    write(folder.resolve("pred/bad/set/a.png"), 0, 0, 0, 255);
    EvalConfig eval =
        RunConfig.parse(
                "Eval: {methods: [good, bad, missing], datasets: [set]}",
                "test",
                List.of(
                    "Eval.gt_root=" + folder.resolve("data"),
                    "Eval.pred_root=" + folder.resolve("pred"),
                    "Eval.result_path=" + folder.resolve("scores")))
            .eval();
    List<RunCheck> checks = RecordedScores.predictions(eval);
    String good = Path.of("good", "set.json") + " mae";
    String bad = Path.of("bad", "set.json") + " mae";
    assertThat(checks)
        .contains(
            RunCheck.right(good, "0.0000"), RunCheck.wrong(bad, "recorded 0.5000; found 0.7500"))
        .hasSize(26);
  }
}
