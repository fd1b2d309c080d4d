package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.Golden;
import org.bis5k.metrics.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardJsonTest {

  @TempDir Path folder;

  private static DatasetScoresBuilder score(List<String> names) {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    names.forEach(name -> builder.add(name, Golden.prediction(name), Golden.truth(name)));
    return builder;
  }

  @Test
  void shardsFromFilesGiveTheBitsOfOnePass() {
    List<String> names = Golden.names();
    ShardJson.write(folder.resolve("a.json"), score(names.subList(20, 37)));
    ShardJson.write(folder.resolve("b.json"), score(names.subList(0, 20)));
    DatasetScores merged =
        ShardJson.read(folder.resolve("a.json"))
            .merge(ShardJson.read(folder.resolve("b.json")))
            .build();
    DatasetScores once = score(names).build();
    assertThat(ScoreJson.text(merged)).isEqualTo(ScoreJson.text(once));
    for (Curve curve : Curve.values()) {
      for (int j = 0; j < 256; j++) {
        assertThat(merged.curves().at(curve, j)).isEqualTo(once.curves().at(curve, j));
      }
    }
  }

  @Test
  void damagedShardsAreNamed() throws IOException {
    Path file = folder.resolve("shard.json");
    ShardJson.write(file, score(List.of("case_000")));
    String good = Files.readString(file);
    assertRefused(
        file,
        "{",
        ": is no shard of scores: line 1: Unexpected end-of-input: expected close marker for Object"
            + " (start marker at line: 1, column: 1)");
    assertRefused(file, "{}", "expected the format 'bis-partial-scores-1', found ''");
    assertRefused(file, good.replace("uacanet", "other"), "Unknown profile 'other'");
    assertRefused(
        file, good.replaceFirst("\"[0-9a-f]+p-?\\d+\"", "\"12\""), "'12' is no exact sum");
    assertRefused(file, good.replaceFirst("p-\\d+", "p9999"), "is out of range");
    assertRefused(file, good.replace("\"Sm\":", "\"X\":"), "'Sm' is missing");
    assertRefused(
        file, good.replace("\"wFm\":", "\"wFm\":\"a\",\"z\":"), "'wFm' should be a number");
    assertThatThrownBy(() -> ShardJson.read(folder.resolve("none.json")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("none.json") + ": does not exist");
    assertRefused(file, good.replaceFirst("\"Sm\":[^,]*", "\"Sm\":1e999"), "should be a number");
  }

  private static void assertRefused(Path file, String content, String problem) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> ShardJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }
}
