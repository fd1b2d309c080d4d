package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCsvTest {

  @TempDir Path folder;

  @Test
  void oneLinePerImageInFullPrecision() {
    DatasetScores scores = ScoreTableTest.small(Profile.UACANET);
    Path file = folder.resolve("new/images.csv");
    ImageCsv.write(file, scores, List.of(Metric.MAX_DIC, Metric.WFM, Metric.MEAN_SEN));
    double dice = scores.images().get(1).scores().value(Metric.MAX_DIC);
    double found = scores.images().get(1).scores().value(Metric.MEAN_SEN);
    double missed = scores.images().get(1).scores().value(Metric.WFM);
    assertThat(file)
        .content()
        .isEqualTo(
            "name, height, width, truth, maxDic, wFm, meanSen\n"
                + "a_empty, 1, 2, empty, 0.0, nan, 0.0\n"
                + ("b_full, 1, 2, full, " + dice + ", " + missed + ", " + found + "\n")
                + "c, 1, 2, mixed, 1.0, 0.9999999999999998, 1.0\n");
    assertThat(dice).isOne();
    assertThat(found).isEqualTo(0.501953125); // all of both pixels at one threshold, else one
  }
}
