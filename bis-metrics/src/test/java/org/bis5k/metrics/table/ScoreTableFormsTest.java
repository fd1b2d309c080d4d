package org.bis5k.metrics.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTableFormsTest {

  private static final List<Metric> COLUMNS = List.of(Metric.MEAN_DIC, Metric.MAE, Metric.WFM);

  @TempDir Path folder;
  private ScoreTable table;

  @BeforeEach
  void joinTwoDataSets() throws IOException {
    Path easy = folder.resolve("easy.csv");
    Files.writeString(
        easy,
        """
        method, meanDic, mae, wFm
        old, 0.1000, 0.9000, 0.1000
        A_1, 0.9004, 0.0200, nan
        "B, big", 0.8000, 0.0300, 0.7000
        old, 0.9001, 0.0100, 0.6000
        """);
    Path hard = folder.resolve("hard.csv");
    Files.writeString(hard, "method,meanDic,mae,\nold,0.5,0.25,\n\nA_1,0.25,0.5,\n");
    table = ScoreTable.read(List.of(easy, hard)).columns(COLUMNS);
  }

  @Test
  void markdown() {
    assertThat(table.markdown())
        .isEqualTo(
            """
            | data set | method | meanDic ↑ | mae ↓ | wFm ↑ |
            | --- | --- | ---: | ---: | ---: |
            | easy | A\\_1 | **0.900** | <u>0.020</u> | nan |
            | easy | B, big | <u>0.800</u> | 0.030 | **0.700** |
            | easy | old | **0.900** | **0.010** | <u>0.600</u> |
            | hard | A\\_1 | <u>0.250</u> | <u>0.500</u> | – |
            | hard | B, big | – | – | – |
            | hard | old | **0.500** | **0.250** | – |

            **Best** and <u>second</u> per data set; nan: undefined; –: no result.
            Profile uacanet.
            """);
  }

  @Test
  void latex() {
    assertThat(table.decimals(4).latex())
        .isEqualTo(
            """
            % needs \\usepackage{booktabs}; best bold, second underlined per data set
            % profile uacanet
            \\begin{tabular}{lrrr}
            \\toprule
            method & meanDic $\\uparrow$ & mae $\\downarrow$ & wFm $\\uparrow$ \\\\
            \\midrule
            \\multicolumn{4}{l}{\\textit{easy}} \\\\
            A\\_1 & \\textbf{0.9004} & \\underline{0.0200} & nan \\\\
            B, big & 0.8000 & 0.0300 & \\textbf{0.7000} \\\\
            old & \\underline{0.9001} & \\textbf{0.0100} & \\underline{0.6000} \\\\
            \\midrule
            \\multicolumn{4}{l}{\\textit{hard}} \\\\
            A\\_1 & \\underline{0.2500} & \\underline{0.5000} & -- \\\\
            B, big & -- & -- & -- \\\\
            old & \\textbf{0.5000} & \\textbf{0.2500} & -- \\\\
            \\bottomrule
            \\end{tabular}
            """);
    assertThat(LatexTable.escaped("a\\b~c^d&e%f$g#h_i{j}"))
        .isEqualTo(
            "a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d\\&e\\%f\\$g\\#h\\_i\\{j\\}");
    assertThat(MarkdownTable.escaped("a|b*c<i>\n")).isEqualTo("a\\|b\\*c\\<i\\> ");
  }

  @Test
  void csv() {
    assertThat(table.csv())
        .isEqualTo(
            """
            dataset, method, profile, images, empty_truth, full_truth, meanDic, mae, wFm
            easy, A_1, uacanet, , , , 0.9004, 0.02, nan
            easy, "B, big", uacanet, , , , 0.8, 0.03, 0.7
            easy, old, uacanet, , , , 0.9001, 0.01, 0.6
            hard, A_1, uacanet, , , , 0.25, 0.5,\s
            hard, "B, big", uacanet, , , , , ,\s
            hard, old, uacanet, , , , 0.5, 0.25,\s
            """);
  }

  @Test
  void json() throws IOException {
    JsonNode root = new ObjectMapper().readTree(table.json());
    assertThat(root.get("results")).hasSize(5);
    assertThat(root.at("/results/0"))
        .hasToString(
            "{\"dataset\":\"easy\",\"method\":\"A_1\","
                + "\"metrics\":{\"meanDic\":0.9004,\"mae\":0.02,\"wFm\":null}}");
    assertThat(root.at("/results/4/metrics")).hasToString("{\"meanDic\":0.5,\"mae\":0.25}");
  }

  @Test
  void filesOfScoresComeBackBitForBitWithTheirNotes() throws IOException {
    DatasetScores scores = ScoreTableTest.small(Profile.STRICT);
    Path file = folder.resolve("scores.json");
    ScoreJson.write(file, new MethodScores("net", "tissue", scores));
    MethodScores read = ScoreJson.read(file);
    assertThat(ScoreJson.text(read))
        .isEqualTo(ScoreJson.text(new MethodScores("net", "tissue", scores)));
    for (Metric metric : Metric.all()) {
      assertThat(read.scores().value(metric)).isEqualTo(scores.value(metric));
    }
    ScoreTable one = ScoreTable.read(List.of(file));
    assertThat(one.json()).isEqualTo(ScoreTable.of(List.of(read)).json());
    assertThat(one.markdown())
        .contains("Profile strict.", "* tissue: ground truth empty in 1 of 3: a\\_empty")
        .doesNotContain("**0"); // nothing is best where there is one method
    assertThat(one.latex()).contains("% tissue: ground truth full in 1 of 3: b_full\n");
    assertThat(one.csv()).contains("tissue, net, strict, 3, a_empty, b_full, ");
    assertThat(new ObjectMapper().readTree(one.json()).at("/results/0/empty_truth"))
        .hasToString("[\"a_empty\"]");
  }

  @Test
  void whatCannotBeJoinedIsSaid() throws IOException {
    Path again = Files.createDirectory(folder.resolve("again")).resolve("easy.csv");
    Files.writeString(again, "method, meanDic\nold, 0.1\n");
    assertThatThrownBy(() -> ScoreTable.read(List.of(folder.resolve("easy.csv"), again)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            again
                + ": holds a result of 'old' on 'easy', as a file before it does;"
                + " leave one of them out");
    Files.writeString(again, "method [strict], meanDic\nnew, 0.1\n");
    assertThatThrownBy(() -> ScoreTable.read(List.of(folder.resolve("easy.csv"), again)))
        .hasMessage("Scores of the profiles uacanet and strict cannot stand in one table");
    refused(
        again, "method, meanDix\nnew, 0.1\n", "is no table of scores: Unknown metric 'meanDix'");
    refused(again, "name, meanDic\n", "the first column should be 'method'; found 'name'");
    refused(again, "method, meanDic\nnew, much\n", "line 2: 'much' is no number");
    refused(again, "method, meanDic\nnew, 1, 2\n", "line 2 has 3 cells, the head 2");
    refused(again, "", "is empty; expected a head");
    Files.writeString(again, "method\nnew\n");
    assertThat(ScoreTable.read(List.of(again)).markdown()).contains("| easy | new |\n");
    Path text = folder.resolve("x.txt");
    assertThatThrownBy(() -> ScoreTable.read(List.of(text)))
        .hasMessage(text + ": should end in .json or .csv");
    Path json = Files.writeString(folder.resolve("x.json"), "{\"profile\": \"strict\"}");
    assertThatThrownBy(() -> ScoreTable.read(List.of(json)))
        .hasMessage(json + ": is no file of scores: 'empty_truth' is missing");
    assertThatThrownBy(() -> ScoreTable.read(List.of()))
        .hasMessage("There is no result to put into a table");
  }

  private static void refused(Path file, String text, String message) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> ScoreTable.read(List.of(file)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }
}
