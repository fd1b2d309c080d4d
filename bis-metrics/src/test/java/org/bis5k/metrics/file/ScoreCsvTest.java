package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCsvTest {

  private static final List<Metric> TWO = List.of(Metric.MEAN_DIC, Metric.MAE);

  @TempDir Path folder;

  private final DatasetScores scores = ScoreTableTest.small(Profile.UACANET);

  @Test
  void oneLinePerMethod() throws IOException {
    Path file = folder.resolve("new/result.csv");
    ScoreCsv.append(file, "BCSNet", scores, TWO);
    ScoreCsv.append(file, "U-Net, \"wide\"", scores, TWO);
    assertThat(file)
        .hasContent(
            """
            method, meanDic, mae
            BCSNet, 0.5556, 0.3333
            "U-Net, ""wide""\", 0.5556, 0.3333
            """);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void undefinedIsNan() throws IOException {
    Path file = folder.resolve("result.csv");
    DatasetScores full =
        DatasetScores.builder(Profile.UACANET)
            .add("full", Pictures.grey("#."), Pictures.mask("##"))
            .build();
    ScoreCsv.append(file, "m", full, List.of(Metric.MEAN_SPE));
    assertThat(file).hasContent("method, meanSpe\nm, nan\n");
  }

  @Test
  void aTableWithoutSpacesOrFinalLineFeedIsContinued() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "method,meanDic,mae\nold,0.1,0.2");
    ScoreCsv.append(file, "new", scores, TWO);
    assertThat(file).hasContent("method,meanDic,mae\nold,0.1,0.2\nnew, 0.5556, 0.3333\n");
  }

  @Test
  void otherColumnsOrAnotherProfileAreRefused() throws IOException {
    Path file = folder.resolve("r.csv");
    ScoreCsv.append(file, "m", scores, TWO);
    String before = Files.readString(file);
    assertThatThrownBy(() -> ScoreCsv.append(file, "m", scores, List.of(Metric.SM)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": has other columns: expected 'method, Sm', found 'method, meanDic, mae'. Write"
                + " to another file, or ask for the same metrics and profile.");
    assertThatThrownBy(() -> ScoreCsv.append(file, "m", ScoreTableTest.small(Profile.STRICT), TWO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected 'method [strict], meanDic, mae'");
    assertThat(file).hasContent(before);
  }

  @Test
  void anUnwritablePlaceIsNamed() throws IOException {
    Path blocker = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> ScoreCsv.append(blocker.resolve("r.csv"), "m", scores, TWO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(blocker.resolve("r.csv") + ": cannot be written");
  }
}
