package org.bis5k.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.comparison.MethodComparison;
import org.bis5k.metrics.comparison.PairedTest;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.table.ScoreTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final HtmlReport.Options QUICK =
      new HtmlReport.Options(Metric.all(), Metric.MEAN_DIC, 1, 256, new Bootstrap(100, 0.95, 1));

  @TempDir Path folder;

  private String written(HtmlReport report) throws IOException {
    Path file = folder.resolve("out/report.html");
    report.write(file);
    return Files.readString(file);
  }

  @Test
  void tellsProfilePolicyAndSpecialImages() throws IOException {
    HtmlReport.Folders folders = Reports.folders(folder, true);
    String page = written(HtmlReport.of(QUICK).with(Reports.scored("net", folders), folders));
    assertThat(page)
        .contains("Profile <strong>uacanet</strong> (undefined values are left out of their mean)")
        .contains("95 % BCa bootstrap over images, 100 resamples, seed 1")
        .contains("<li>ground truth empty in 1 of 6: tile_3</li>")
        .contains("<li>ground truth full in 1 of 6: tile_4</li>")
        .contains("<li>wFm over 5 of 6 images</li>")
        .contains("Worst by meanDic", "Median by meanDic", "Best by meanDic")
        .doesNotContain("Comparison");
    assertThat(page.split("<svg viewBox=\"0 0 280", -1)).hasSize(1 + 7 + 13);
    assertThat(page.split("data:image/png;base64,", -1)).hasSize(1 + 3 * 4);
    assertThat(written(HtmlReport.of(QUICK).with(Reports.scored("net", folders), folders)))
        .isEqualTo(page);
  }

  @Test
  void everyNameIsEscapedAndNothingIsLoaded() throws IOException {
    HtmlReport.Folders folders = Reports.folders(folder, true);
    String evil = Reports.EVIL;
    MethodScores scored = Reports.scored(evil, folders);
    MethodScores named = new MethodScores(evil, evil, scored.scores());
    String page = written(HtmlReport.of(QUICK).with(named, folders));
    assertThat(page)
        .doesNotContain("alert('1')", "<script>alert", "</script>&", "http:", "https:", "@import")
        .contains("x&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;")
        .contains("default-src 'none'; img-src data:".replace("'", "&#39;"));
    assertThat(page.split("<script", -1)).hasSize(2);
    MethodScores coded = new MethodScores("a\u001b[2J\u202eb", "d\u009b", scored.scores());
    assertThat(written(HtmlReport.of(QUICK).with(coded)))
        .contains("<h1>a?[2J?b on d?</h1>")
        .doesNotContain("\u001b", "\u202e", "\u009b");
  }

  @Test
  void comparesMethodsOnTheSameImages() throws IOException {
    HtmlReport.Folders folders = Reports.folders(folder, false);
    MethodScores net = Reports.scored("net", folders);
    String page = written(HtmlReport.of(QUICK).with(net).with(Reports.perfect(folders)));
    PairedTest test =
        MethodComparison.allPairs(List.of(net, Reports.perfect(folders)), Metric.MAE).get(0).test();
    assertThat(page)
        .contains("Comparison of the methods", "net − perfect", "p (Holm)", "rank-biserial")
        .contains("<td>+" + Decimals.of(test.meanDifference(), 4) + "</td>")
        .contains("<td>+1.00</td>")
        .contains("<span class=\"best\">0.000</span>") // mae of the perfect method
        .doesNotContain("Cases");
    DatasetScores other = ScoreTableTest.small(Profile.UACANET);
    assertThat(written(HtmlReport.of(QUICK).with(net).with(new MethodScores("x", "tissue", other))))
        .contains("scored on different images and cannot be compared in pairs");
  }

  @Test
  void optionsChangeOneByOne() {
    Bootstrap bootstrap = new Bootstrap(200, 0.9, 2);
    assertThat(
            HtmlReport.Options.usual()
                .withColumns(List.of(Metric.SM))
                .withCaseMetric(Metric.MAE)
                .withCases(2)
                .withSide(64)
                .withBootstrap(bootstrap))
        .isEqualTo(new HtmlReport.Options(List.of(Metric.SM), Metric.MAE, 2, 64, bootstrap));
  }

  @Test
  void casesWithoutAnImageSaySo() throws IOException {
    HtmlReport.Folders folders = Reports.folders(folder, false);
    String page = written(HtmlReport.of(QUICK).with(Reports.scored("net", folders), folders));
    assertThat(page.split("no image", -1)).hasSize(4);
    assertThat(page.split("data:image/png;base64,", -1)).hasSize(1 + 3 * 3);
  }

  @Test
  void whatCannotBeReportedIsSaid() throws IOException {
    HtmlReport.Folders folders = Reports.folders(folder, true);
    MethodScores net = Reports.scored("net", folders);
    HtmlReport report = HtmlReport.of(QUICK).with(net, folders);
    assertThatThrownBy(() -> report.with(net))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("There is more than one result of 'net' on 'tissue'; leave out all but one");
    MethodScores strict = new MethodScores("s", "tissue", ScoreTableTest.small(Profile.STRICT));
    assertThatThrownBy(() -> report.with(strict))
        .hasMessage("Scores of the profiles uacanet and strict cannot stand in one table");
    assertThatThrownBy(() -> HtmlReport.of(QUICK).write(folder.resolve("x.html")))
        .hasMessage("There is no result to report");
    Path image = folders.images().orElseThrow().resolve("tile_3.png");
    ImageFiles.write(Pictures.grey("##"), image);
    assertThatThrownBy(() -> report.write(folder.resolve("x.html")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(image + ": has size 1x2, its ground truth 24x24");
    assertThat(folder.resolve("x.html")).doesNotExist();
    HtmlReport.Folders elsewhere =
        new HtmlReport.Folders(
            Files.createDirectory(folder.resolve("none")), folders.truths(), Optional.empty());
    assertThatThrownBy(
            () -> HtmlReport.of(QUICK).with(net, elsewhere).write(folder.resolve("x.html")))
        .hasMessageContaining("are no longer where they were scored");
    assertThatThrownBy(
            () ->
                new HtmlReport.Options(List.of(), Metric.MAE, 1, 256, new Bootstrap(100, 0.95, 1)))
        .hasMessage("A report needs at least one metric");
    assertThatThrownBy(
            () ->
                new HtmlReport.Options(
                    Metric.all(), Metric.MAE, 1, 2000, new Bootstrap(100, 0.95, 1)))
        .hasMessage("A report shows 0 or more cases of 16 to 1024 pixels; found 1, 2000");
  }
}
