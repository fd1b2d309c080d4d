package org.bis5k.fuzz;

import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreCsv;

/** Tables of scores that a line is added to. */
public final class ScoresFuzzer {

  private static final DatasetScores SCORES = scores();

  private ScoresFuzzer() {}

  private static DatasetScores scores() {
    GreyImage picture = GreyImage.of(new Size(1, 2), new byte[] {0, (byte) 255});
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    builder.add(ImageScorer.of(Profile.UACANET).measure("one", picture, Mask.of(picture)));
    return builder.build();
  }

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check(
        "fuzzed.csv",
        input,
        8 << 20,
        file -> ScoreCsv.append(file, "BCSNet", SCORES, List.of(Metric.MEAN_DIC, Metric.MAE)));
  }
}
