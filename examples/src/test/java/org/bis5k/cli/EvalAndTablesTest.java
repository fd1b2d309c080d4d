package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.examples.CompareExample;
import org.bis5k.metrics.file.ScoreJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two methods on two data sets, from their predictions to the tables. */
class EvalAndTablesTest {

  @TempDir Path folder;
  private Path truth;
  private Path predictions;
  private Path results;

  @BeforeEach
  void writePredictions() throws IOException {
    truth = folder.resolve("data");
    predictions = folder.resolve("pred");
    results = folder.resolve("results");
    for (String dataset : List.of("easy", "hard")) {
      for (int image = 0; image < 4; image++) {
        String file = "tile" + image + ".png";
        write(truth.resolve(dataset).resolve("masks").resolve(file), 8 + image);
        write(predictions.resolve("near").resolve(dataset).resolve(file), 9 + image);
        write(predictions.resolve("far").resolve(dataset).resolve(file), 12 + image);
      }
    }
  }

  /** A square picture whose left columns are white. */
  private static void write(Path file, int columns) throws IOException {
    byte[] samples = new byte[16 * 16];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % 16 < columns ? 255 : 0);
    }
    Files.createDirectories(file.getParent());
    ImageFiles.write(GreyImage.of(Size.square(16), samples), file);
  }

  private CommandRun configured(Object... more) {
    Object[] words = {
      "eval",
      "--config",
      TinyConfig.file(folder),
      "--set",
      "Eval.gt_root=" + truth,
      "--set",
      "Eval.pred_root=" + predictions,
      "--set",
      "Eval.result_path=" + results,
      "--set",
      "Eval.methods=[near, far]",
      "--set",
      "Eval.datasets=[easy, hard]",
      "--set",
      "Eval.metrics=[meanDic, mae]"
    };
    return run(words, more);
  }

  /** The far predictions of the easy data set. */
  private CommandRun farAndEasy(Object... more) {
    Object[] words = {
      "eval", "--pred", predictions.resolve("far/easy"), "--gt", truth.resolve("easy")
    };
    return run(words, more);
  }

  private static CommandRun run(Object[] words, Object[] more) {
    return CommandRun.of(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
  }

  @Test
  void methodsOnDataSetsFromAConfiguration() throws IOException {
    Path html = folder.resolve("all.html");
    CommandRun eval = configured("--html", html, "--resume", folder.resolve("kept"));
    assertThat(eval.exitCode()).as(eval.err()).isZero();
    assertThat(eval.out()).contains("near, easy", "far, hard", "profile uacanet");
    assertThat(Files.readAllLines(results.resolve("easy.csv")))
        .hasSize(3)
        .startsWith("method, meanDic, mae")
        .element(2)
        .asString()
        .startsWith("far, ");
    assertThat(ScoreJson.read(results.resolve("far/hard.json")).method()).isEqualTo("far");
    assertThat(results.resolve("near/easy-images.csv")).content().startsWith("name, height");
    assertThat(html).content().contains("id=\"data-1\"", "Cases: far", "near − far");
    CommandRun again = configured("--resume", folder.resolve("kept"));
    assertThat(again.out()).isEqualTo(eval.out());
    assertThat(again.err()).contains("Scored 0 of 4 images").doesNotContain("Scored 4");
  }

  @Test
  void nothingIsWrittenUnlessAllCanBeScored() throws IOException {
    Path missing = predictions.resolve("far/hard/tile2.png");
    Files.delete(missing);
    CommandRun eval = configured("--html", folder.resolve("all.html"));
    assertThat(eval.exitCode()).isEqualTo(2);
    assertThat(eval.err()).contains("tile2.png: there is no prediction for this ground truth");
    assertThat(eval.out()).isEmpty();
    assertThat(results).doesNotExist();
    assertThat(folder.resolve("all.html")).doesNotExist();
  }

  @Test
  void tablesInEveryForm() throws IOException {
    configured();
    Path tex = folder.resolve("out/t.tex");
    Path html = folder.resolve("out/t.html");
    CommandRun tables =
        CommandRun.of(
            "tables",
            results,
            "--metrics",
            "meanDic,mae",
            "--decimals",
            2,
            "--out",
            tex,
            "--out",
            html,
            "--out",
            folder.resolve("out/t.csv"),
            "--out",
            folder.resolve("out/t.json"));
    assertThat(tables.exitCode()).as(tables.err()).isZero();
    assertThat(tables.out())
        .startsWith("| data set | method | meanDic ↑ | mae ↓ |\n")
        .containsPattern("\\| easy \\| near \\| \\*\\*0\\.\\d\\d\\*\\* \\| \\*\\*0\\.06\\*\\* \\|")
        .containsPattern("\\| hard \\| far \\| <u>0\\.\\d\\d</u> \\| <u>0\\.25</u> \\|");
    assertThat(tex).content().contains("near & \\textbf{0.").contains("\\underline{0.25}");
    assertThat(html).content().contains("far, near on easy, hard", "far − near");
    assertThat(html).content().contains("mae ↓").doesNotContain("wFm ↑");
    assertThat(folder.resolve("out/t.csv")).content().contains("hard, near, uacanet, 4, , , 0.");
    assertThat(folder.resolve("out/t.json")).content().contains("\"mae\" : 0.0625");
    CommandRun fromCsv = CommandRun.of("tables", results.resolve("easy.csv"));
    assertThat(fromCsv.out()).contains("| easy | near | **0.");
  }

  /** As in a container, which has no locale: arrows and dashes are no question marks. */
  @Test
  void redirectedTablesAreUtf8InEveryLocale() throws Exception {
    configured();
    Path printed = folder.resolve("table.md");
    int exitCode =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=US-ASCII",
                "-Dbis.terminal=false",
                "-cp",
                System.getProperty("java.class.path"),
                Bis.class.getName(),
                "tables",
                results.toString())
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    assertThat(exitCode).isZero();
    assertThat(printed).content().isEqualTo(CommandRun.of("tables", results).out()).contains("↑");
  }

  @Test
  void foldersByNameWithEveryOutput() throws IOException {
    Path html = folder.resolve("r/easy.html");
    Path json = folder.resolve("r/easy.json");
    CommandRun eval =
        CommandRun.of(
            "eval",
            "--pred",
            predictions.resolve("far/easy"),
            "--gt",
            truth.resolve("easy/masks"),
            "--method",
            "far",
            "--json",
            json,
            "--html",
            html,
            "--cases",
            1,
            "--per-image",
            folder.resolve("r/easy.csv"),
            "--resume",
            folder.resolve("r/kept.jsonl"));
    assertThat(eval.exitCode()).as(eval.err()).isZero();
    assertThat(ScoreJson.read(json).dataset()).isEqualTo("easy");
    assertThat(html).content().contains("<h1>far on easy</h1>", "Worst by meanDic", "no image");
    assertThat(Files.readAllLines(folder.resolve("r/easy.csv"))).hasSize(5);
    CompareExample.run(List.of(json), folder.resolve("r/compared.html"));
    assertThat(folder.resolve("r/compared.html")).content().contains("far on easy");
  }

  /** Else a second try would add a second line. */
  @Test
  void noLineIsAppendedWhereThePageFails() {
    Path csv = folder.resolve("r/easy.csv");
    CommandRun eval =
        farAndEasy(
            "--csv",
            csv,
            "--html",
            folder.resolve("r/easy.html"),
            "--images",
            folder.resolve("nowhere"));
    assertThat(eval.exitCode()).isEqualTo(2);
    assertThat(eval.err()).contains("nowhere: this folder does not exist");
    assertThat(csv).doesNotExist();
  }

  @Test
  void detailsInMicrometres() throws IOException {
    Path details = folder.resolve("r/details.csv");
    CommandRun eval = farAndEasy("--details", details, "--spacing", 0.25, "--tolerance", 1);
    assertThat(eval.exitCode()).as(eval.err()).isZero();
    // The far predictions end four columns off.
    assertThat(eval.out())
        .containsPattern("hd95 +1\\.000 +1\\.000 +4 +0 +0\n")
        .contains("pixel spacing 0.25, tolerance 1.0, ");
    assertThat(Files.readAllLines(details)).hasSize(5);
    CommandRun wrong = farAndEasy("--details", details, "--spacing", 0);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--spacing: expected a number above 0; found 0.0");
  }

  @Test
  void whatCannotBeJoinedOrReportedIsSaid() throws IOException {
    CommandRun none = CommandRun.of("tables", Files.createDirectory(folder.resolve("empty")));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("empty: holds no JSON file of scores");
    configured();
    CommandRun form = CommandRun.of("tables", results, "--out", folder.resolve("t.docx"));
    assertThat(form.exitCode()).isEqualTo(2);
    assertThat(form.err()).contains("t.docx: should end in .md, .tex, .csv, .json or .html");
    CommandRun csv =
        CommandRun.of("tables", results.resolve("easy.csv"), "--out", folder.resolve("t.html"));
    assertThat(csv.exitCode()).isEqualTo(2);
    assertThat(csv.err()).contains("easy.csv: is no file of scores");
    CommandRun decimals = CommandRun.of("tables", results, "--decimals", 0);
    assertThat(decimals.err()).contains("--decimals: expected 1 to 10; found 0");
    CommandRun nameless =
        CommandRun.of("eval", "--pred", predictions, "--gt", truth, "--method", "");
    assertThat(nameless.exitCode()).isEqualTo(2);
    assertThat(nameless.err()).contains("--method and --dataset: expected a name; found none");
    CommandRun images = farAndEasy("--images", folder);
    assertThat(images.exitCode()).isEqualTo(2);
    assertThat(images.err()).contains("--images are for the report; give --html FILE, too");
    CommandRun both = configured("--images", folder);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--config names its folders itself");
  }
}
