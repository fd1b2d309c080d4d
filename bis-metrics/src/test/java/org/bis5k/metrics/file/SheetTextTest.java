package org.bis5k.metrics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.metrics.table.ScoreTableTest;

class SheetTextTest {

  private static final String DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  /** Names made of signs that mean something to spreadsheets, terminals or this encoding. */
  @Provide
  static Arbitrary<String> hostileNames() {
    Arbitrary<String> signs =
        Arbitraries.of(
            "=",
            "+",
            "-",
            "@",
            "\t",
            "\r",
            "\n",
            "\"",
            "'",
            ",",
            ";",
            "\\",
            "\\u003d",
            " ",
            "",
            "\u001b[2J",
            "\u009b",
            "\u202e",
            "\u0000",
            "\ufeff",
            "\uff1d",
            "\u2028",
            "\ud83d\ude00",
            "cmd|' /C calc'!A0",
            "a",
            "é",
            "-0.5",
            "nan",
            "#",
            "//",
            "|");
    Arbitrary<String> mixed = signs.list().ofMinSize(1).ofMaxSize(8).map(s -> String.join("", s));
    return Arbitraries.oneOf(mixed, Arbitraries.strings().ofMinLength(1).ofMaxLength(40))
        .filter(name -> !name.isBlank());
  }

  @Property(tries = 1000)
  void everyNameComesBackAndNoCellIsAFormula(@ForAll("hostileNames") String name) {
    String cell = SheetText.cell(name);
    assertThat(SheetText.name(cell)).isEqualTo(name);
    String start = cell.stripLeading();
    assertThat(DANGEROUS).doesNotContain(start.substring(0, 1));
    assertThat(cell)
        .doesNotContain(";")
        .doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2066-\u2069]");
    // Also by way of UTF-8, which has no code for half a pair of surrogates.
    byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
    assertThat(SheetText.name(new String(bytes, StandardCharsets.UTF_8))).isEqualTo(name);
  }

  @Property(tries = 300)
  void cellsComeBackFromAFile(
      @ForAll("hostileNames") String first, @ForAll("hostileNames") String s) throws Exception {
    List<String> cells = List.of(SheetText.cell(first), "-0.5", SheetText.cell(s));
    Path file = Files.createTempFile("cells", ".csv");
    try {
      Files.writeString(file, CsvText.line(cells));
      assertThat(CsvText.read(file)).hasSize(1);
      assertThat(CsvText.read(file).get(0)).containsExactlyElementsOf(cells);
    } finally {
      Files.delete(file);
    }
  }

  /** The format of the toolkit has its names as they are; they come back all the same. */
  @Property(tries = 300)
  void methodsComeBackFromTheToolkitsTable(@ForAll("hostileNames") String method) throws Exception {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(method)) {
      return;
    }
    Path file = Files.createTempFile("scores", ".csv");
    try {
      Files.delete(file);
      DatasetScores scores = ScoreTableTest.small(Profile.UACANET);
      ScoreCsv.append(file, method, scores, List.of(Metric.MAE));
      ScoreCsv.append(file, "next", scores, List.of(Metric.MAE));
      assertThat(ScoreCsv.read(file).stream().map(ScoreLine::method))
          .containsExactly(method, "next");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Example
  void ordinaryNamesStayAsTheyAre() {
    for (String name : List.of("case_000", "U-Net, \"wide\"", "a\\b", "it's", "é 1", "", "x=1")) {
      assertThat(SheetText.cell(name)).isEqualTo(name);
    }
    assertThat(SheetText.cell("=1+1")).isEqualTo("'=1+1");
    assertThat(SheetText.cell(" -2\\3")).isEqualTo("' -2\\u005c3");
    assertThat(SheetText.cell("'quoted'")).isEqualTo("''quoted'");
    assertThat(SheetText.cell("a\u001b[2J\nb;\ud800"))
        .isEqualTo("'a\\u001b[2J\\u000ab\\u003b\\ud800");
    for (String cell : List.of("'\\x", "'\\u12", "'\\u00zz", "'a\\")) {
      assertThatThrownBy(() -> SheetText.name(cell)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void namesInTheFilesThatPeopleOpen() {
    DatasetScores scores =
        DatasetScores.builder(Profile.UACANET)
            .add("=cmd", Pictures.grey("#."), Pictures.mask(".."))
            .add("@\u001b[2J;b", Pictures.grey("#."), Pictures.mask(".."))
            .build();
    assertThat(ImageCsv.text(scores, List.of(Metric.MAE)))
        .isEqualTo(
            "name, height, width, truth, mae\n"
                + "'=cmd, 1, 2, empty, 0.5\n"
                + "'@\\u001b[2J\\u003bb, 1, 2, empty, 0.5\n");
    ScoreTable table = ScoreTable.of("+method", scores).columns(List.of(Metric.MAE));
    assertThat(table.csv()).contains(", '+method, uacanet, 2, '=cmd;'@\\u001b[2J\\u003bb, , 0.5\n");
    for (String text : List.of(table.markdown(), table.latex(), table.toString())) {
      assertThat(text).contains("=cmd").doesNotContain("\u001b");
    }
  }

  /** What a spreadsheet would take for a formula is a name; numbers are left alone. */
  @Example
  void numbersAreNotTouched() {
    assertThat(CsvText.line(Arrays.asList("-0.5", "+1"))).isEqualTo("-0.5, +1\n");
  }
}
