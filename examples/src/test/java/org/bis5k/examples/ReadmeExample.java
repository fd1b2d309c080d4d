package org.bis5k.examples;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.train.Predictor;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.run.TrainingListener;
import org.bis5k.train.run.TrainingResult;
import org.bis5k.train.run.TrainingRun;

/** The example of the README, as it stands there. */
final class ReadmeExample {

  private ReadmeExample() {}

  static DatasetScores run(Path yaml, Path data, Path folder, Path out) {
    // README: begin
    RunConfig config = RunConfig.load(yaml, List.of("Train.Dataset.root=" + data));
    var progress = List.of(TrainingListener.lines(System.out));
    TrainingResult result;
    try (TrainingRun run = TrainingRun.create(config, folder, progress)) {
      result = run.train();
    }
    try (Predictor predictor = Predictor.open(result.checkpoint())) {
      predictor.predictFolder(data.resolve("images"), out);
    }
    FolderEvaluator evaluator = FolderEvaluator.of(Profile.UACANET);
    DatasetScores scores = evaluator.evaluate(out, data.resolve("masks"));
    System.out.print(ScoreTable.of("BCSNet", scores));
    // README: end
    return scores;
  }
}
