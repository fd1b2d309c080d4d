package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.metrics.table.ScoreTableTest;
import org.bis5k.testing.ProcessorTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Score files made to cost much or to mislead. */
class HostileScoresTest {

  @TempDir Path folder;

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(Runnable read, Path file, String problem) {
    assertThatThrownBy(read::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(file.toString().length() + 1200));
  }

  private Path table(String name, int methods) {
    StringBuilder text = new StringBuilder("method, meanDic, mae\n");
    for (int i = 0; i < methods; i++) {
      text.append('m').append(i).append(", 0.5, 0.25\n");
    }
    return file(name, text.toString());
  }

  @Test
  void manyMethodsTakeLinearTime() {
    ProcessorTime.assertLinear(
        10_000,
        size -> {
          Path file = table("m" + size + ".csv", size);
          return () -> {
            ScoreTable table = ScoreTable.read(List.of(file));
            assertThat(table.markdown()).contains("m" + (size - 1));
            assertThat(table.latex().length() + table.csv().length()).isGreaterThan(size);
            assertThat(table.json().length() + table.toString().length()).isGreaterThan(size);
          };
        });
  }

  @Test
  void manyDataSetsTakeLinearTime() {
    ProcessorTime.assertLinear(
        100,
        size -> {
          List<MethodScores> results =
              IntStream.range(0, size)
                  .mapToObj(i -> new MethodScores("m", "d" + i, SMALL))
                  .toList();
          return () -> assertThat(ScoreTable.of(results).markdown()).contains("d" + (size - 1));
        });
  }

  private static final DatasetScores SMALL = ScoreTableTest.small(Profile.UACANET);

  @Test
  void longCellsTakeLinearTimeAndAreRefused() {
    ProcessorTime.assertLinear(
        1 << 20,
        size -> {
          Path file = file("cell" + size + ".csv", "method, mae\n" + "a".repeat(size) + ", 1\n");
          return () ->
              assertRefused(
                  () -> ScoreTable.read(List.of(file)), file, "exceeds the maximum allowed");
        });
    Path name = file("name.csv", "method, mae\n" + "a".repeat(1001) + ", 1\n");
    assertRefused(
        () -> ScoreTable.read(List.of(name)),
        name,
        "line 2: the method's name has 1001 characters; expected at most 1000");
    Path number = file("number.csv", "method, mae\na, " + "x".repeat(5000) + "\n");
    assertRefused(() -> ScoreTable.read(List.of(number)), number, "xxx...' is no number");
    Path head = file("head.csv", "x".repeat(5000) + ", mae\na, 1\n");
    assertRefused(() -> ScoreTable.read(List.of(head)), head, "xxx...'");
  }

  @Test
  void linesCellsAndRowsAreLimited() {
    Path lines = table("lines.csv", 100_000);
    assertRefused(
        () -> ScoreTable.read(List.of(lines)),
        lines,
        "is too large: a table of scores has at most 100000 lines of 1000 cells");
    Path cells = file("cells.csv", "method" + ", mae".repeat(1000) + "\n");
    assertRefused(() -> ScoreTable.read(List.of(cells)), cells, "is too large: a table of scores");
    List<MethodScores> results = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      results.add(new MethodScores("m" + i, "d0", SMALL));
      results.add(new MethodScores("m0", "d" + (i + 1), SMALL));
    }
    assertThatThrownBy(() -> ScoreTable.of(results))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "1002 data sets and 1001 methods make 1003002 rows; a table has at most 1000000. Make"
                + " several tables.");
  }

  private String scores(int images) {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    for (int i = 0; i < images; i++) {
      builder.add("image" + i, Pictures.grey("#."), Pictures.mask(".."));
    }
    return ScoreJson.text(new MethodScores("m", "d", builder.build()));
  }

  @Test
  void manyImagesTakeLinearTime() {
    ProcessorTime.assertLinear(
        500,
        size -> {
          Path file = file("s" + size + ".json", scores(size));
          return () -> assertThat(ScoreJson.read(file).scores().images()).hasSize(size);
        });
  }

  @Test
  void anImageIsNamedOnce() {
    Path file = file("twice.json", scores(3).replace("\"image2\"", "\"image0\""));
    assertThatThrownBy(() -> ScoreJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": is no file of scores: the image 'image0' is in it twice");
    Path shard = folder.resolve("shard.json");
    ShardJson.write(
        shard,
        DatasetScores.builder(Profile.UACANET)
            .add("a", Pictures.grey("#."), Pictures.mask("#."))
            .add("b", Pictures.grey("#."), Pictures.mask("#.")));
    Path twice = file("shard2.json", read(shard).replace("\"name\":\"b\"", "\"name\":\"a\""));
    assertThatThrownBy(() -> ShardJson.read(twice))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(twice + ": is no shard of scores: The image 'a' has been added before");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void longNamesDeepTreesAndRepeatedFieldsAreRefused() {
    String good = scores(2);
    String name = "x".repeat(1001);
    Path names = file("names.json", good.replace("\"image1\"", "\"" + name + "\""));
    assertRefused(
        () -> ScoreJson.read(names), names, "'name' has 1001 characters; expected at most 1000");
    Path method = file("method.json", good.replace("\"m\"", "\"" + name + "\""));
    assertRefused(() -> ScoreJson.read(method), method, "'method' has 1001 characters");
    assertThatThrownBy(() -> new MethodScores(name, "d", SMALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The name of a method or data set has 1001 characters; expected at most 1000");
    Path deep = file("deep.json", "[".repeat(1 << 20));
    assertRefused(() -> ScoreJson.read(deep), deep, "nesting depth");
    Path field = file("field.json", "{\"" + "x".repeat(1 << 20) + "\": 1}");
    assertRefused(() -> ScoreJson.read(field), field, "exceeds the maximum allowed (1000)");
    Path digits = file("digits.json", "{\"profile\": " + "1".repeat(1 << 20) + "}");
    assertRefused(() -> ScoreJson.read(digits), digits, "exceeds the maximum allowed (1000)");
    Path value =
        file(
            "value.json",
            good.replaceAll("\"mae\" : [0-9.]+,", "\"mae\" : [" + "1,".repeat(9999) + "1],"));
    assertRefused(() -> ScoreJson.read(value), value, "'mae' should be a number; found [1,1");
    Path again = file("again.json", good.replaceFirst("\"dataset\"", "\"method\""));
    assertRefused(() -> ScoreJson.read(again), again, "Duplicate field 'method'");
    Path more = file("more.json", good + "{}");
    assertRefused(() -> ScoreJson.read(more), more, "line ");
  }

  @Test
  void longSumsInAShardTakeLinearTime() {
    Path shard = folder.resolve("shard.json");
    ShardJson.write(
        shard,
        DatasetScores.builder(Profile.UACANET).add("a", Pictures.grey("#."), Pictures.mask("#.")));
    String good = read(shard);
    ProcessorTime.assertLinear(
        1 << 17,
        size -> {
          Path file =
              file(
                  "sum" + size + ".json",
                  good.replaceFirst("\"[0-9a-f]+p-?\\d+\"", "\"" + "f".repeat(size) + "p0\""));
          return () -> assertRefused(() -> ShardJson.read(file), file, "fff...' is no exact sum");
        });
    Path power = file("power.json", good.replaceFirst("p-\\d+\"", "p2147483647\""));
    assertRefused(() -> ShardJson.read(power), power, "is out of range");
  }
}
