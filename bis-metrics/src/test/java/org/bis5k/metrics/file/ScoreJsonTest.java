package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Golden;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreJsonTest {

  @TempDir Path folder;

  @Test
  void fullPrecisionAndNullWhereUndefined() throws IOException {
    DatasetScores scores = ScoreTableTest.small(Profile.UACANET);
    Path file = folder.resolve("scores.json");
    ScoreJson.write(file, scores);
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("profile").asText()).isEqualTo("uacanet");
    assertThat(root.get("images").asInt()).isEqualTo(3);
    assertThat(root.get("metrics")).hasSize(13);
    assertThat(root.at("/metrics/meanDic").doubleValue()).isEqualTo(scores.value(Metric.MEAN_DIC));
    assertThat(root.get("counted")).hasToString("{\"wFm\":2,\"meanSpe\":2,\"maxSpe\":2}");
    assertThat(root.get("empty_truth")).hasToString("[\"a_empty\"]");
    assertThat(root.get("full_truth")).hasToString("[\"b_full\"]");
    assertThat(root.at("/per_image/0/name").asText()).isEqualTo("a_empty");
    assertThat(root.at("/per_image/0/wFm").isNull()).isTrue();
    assertThat(root.at("/per_image/1/meanSpe").isNull()).isTrue();
    assertThat(root.at("/per_image/2/shape")).hasToString("[1,2]");
    assertThat(root.at("/per_image/2/maxDic").doubleValue()).isOne();
  }

  @Test
  void whereThePredictionsComeFromGoesAlong() throws IOException {
    MethodScores plain = new MethodScores("net", "d", ScoreTableTest.small(Profile.UACANET));
    assertThat(ScoreJson.withRecord(plain, folder)).isEqualTo(plain);
    assertThat(ScoreJson.text(plain)).doesNotContain("predictions");
    Files.writeString(folder.resolve("provenance.json"), "{\"extra\": {\"weights\": \"a.pth\"}}");
    Path file = folder.resolve("scores.json");
    ScoreJson.write(file, ScoreJson.withRecord(plain, folder));
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.at("/predictions/extra/weights").asText()).isEqualTo("a.pth");
    assertThat(root.at("/library/version").asText()).isNotEmpty();
    assertThat(ScoreJson.read(file).predictions()).hasValue("{\"extra\":{\"weights\":\"a.pth\"}}");
    Files.writeString(folder.resolve("provenance.json"), "{\"extra\":");
    assertThatThrownBy(() -> ScoreJson.withRecord(plain, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.resolve("provenance.json") + ": is damaged: ")
        .hasMessageEndingWith("; remove it or predict again");
    Files.writeString(folder.resolve("provenance.json"), "[]");
    assertThatThrownBy(() -> ScoreJson.withRecord(plain, folder))
        .hasMessage(
            folder.resolve("provenance.json")
                + ": is damaged: expected a JSON object; remove it or predict again");
  }

  @Test
  void whatAKilledProcessLeftIsDeleted() throws IOException {
    Path file = folder.resolve("scores.json");
    Path left = Files.writeString(folder.resolve(".scores.json.999999999999-1.tmp"), "{");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    Path own = Files.writeString(folder.resolve(".scores.txt"), "mine");
    ScoreJson.write(file, ScoreTableTest.small(Profile.UACANET));
    assertThat(left).doesNotExist();
    assertThat(own).exists();
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void anImageHasTheKeysOfTheReference() throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(ScoreJson.text(ScoreTableTest.small(Profile.STRICT)));
    assertThat(root.at("/per_image/0").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> Golden.expected().get("per_image").get(0).fieldNames());
    assertThat(root.at("/per_image/0/wFm").isNull()).isFalse();
  }
}
