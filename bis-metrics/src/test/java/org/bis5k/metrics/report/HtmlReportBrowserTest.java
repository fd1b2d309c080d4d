package org.bis5k.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as a real browser shows them. */
class HtmlReportBrowserTest {

  @TempDir Path folder;
  private Browser browser;
  private DatasetScores scores;
  private Path report;

  @BeforeEach
  void writeAReport() throws Exception {
    browser = Browser.require(folder);
    HtmlReport.Folders folders = Reports.folders(folder.resolve("data"), true);
    MethodScores net = Reports.scored("net", folders);
    scores = net.scores();
    report = folder.resolve("report.html");
    HtmlReport.of(HtmlReport.Options.usual()).with(net, folders).write(report);
  }

  private List<String> expectedOrder(Metric metric, boolean descending) {
    Comparator<ImageScores> order = Comparator.comparingDouble(row -> row.scores().value(metric));
    return scores.images().stream()
        .sorted(descending ? order.reversed() : order)
        .map(row -> HtmlText.escape(row.name()).replace("&#39;", "'").replace("&quot;", "\""))
        .toList();
  }

  private static List<String> shownOrder(Browser.Page page) {
    String table = page.dom().substring(page.dom().indexOf("id=\"data-0-images\""));
    return Pattern.compile("<tr[^>]*><th scope=\"row\">(.*?)</th>")
        .matcher(table)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void opensWithoutComplaintAndWithoutTheNetwork() throws Exception {
    Browser.Page page = browser.load(report, "");
    assertThat(page.console()).isEmpty();
    assertThat(page.requests()).isEmpty();
    assertThat(shownOrder(page)).hasSize(6).element(0).isEqualTo("tile_1");
    assertThat(page.dom()).doesNotContain("aria-sort=\"");
  }

  @Test
  void theAddressSortsTheTable() throws Exception {
    Browser.Page rising = browser.load(report, "#sort=meanDic");
    assertThat(rising.dom())
        .contains("data-key=\"meanDic\" class=\"plain\" aria-sort=\"ascending\"");
    assertThat(shownOrder(rising)).isEqualTo(expectedOrder(Metric.MEAN_DIC, false));
    Browser.Page falling = browser.load(report, "#sort=-mae");
    assertThat(falling.dom()).contains("aria-sort=\"descending\"");
    assertThat(shownOrder(falling)).isEqualTo(expectedOrder(Metric.MAE, true));
    assertThat(falling.console()).isEmpty();
  }

  @Test
  void undefinedValuesComeLastInEitherDirection() throws Exception {
    assertThat(shownOrder(browser.load(report, "#sort=wFm"))).last().isEqualTo("tile_3");
    assertThat(shownOrder(browser.load(report, "#sort=-wFm"))).last().isEqualTo("tile_3");
  }

  @Test
  void buttonsSortAndTheFieldFilters() throws Exception {
    String page = Files.readString(report);
    Path acted = folder.resolve("acted.html");
    String acts =
        """
        <script>
        document.querySelector('th[data-key=mae] button').click();
        document.querySelector('th[data-key=mae] button').click();
        var field = document.querySelector('input');
        field.value = 'TILE_2';
        field.dispatchEvent(new Event('input'));
        </script></body>
        """;
    Files.writeString(acted, page.replace("</body>", acts));
    Browser.Page shown = browser.load(acted, "");
    assertThat(shown.console()).isEmpty();
    assertThat(shownOrder(shown)).isEqualTo(expectedOrder(Metric.MAE, true));
    assertThat(shown.dom().split("<tr hidden", -1)).hasSize(6);
  }

  @Test
  void aPageThatIsNotCleanIsFoundOut() throws Exception {
    Path dirty = folder.resolve("dirty.html");
    Files.writeString(
        dirty,
        "<!DOCTYPE html><img src='http://bis5k.invalid/x.png'><script>console.error('no')</script>");
    Browser.Page page = browser.load(dirty, "");
    assertThat(page.console()).isNotEmpty();
    assertThat(page.requests()).isNotEmpty();
    String guarded = Files.readString(report).replace("</body>", "<img src='http://a.invalid/'>");
    Files.writeString(dirty, guarded);
    Browser.Page refused = browser.load(dirty, "");
    assertThat(refused.requests()).isEmpty();
    assertThat(refused.console()).anyMatch(line -> line.contains("Content Security Policy"));
  }
}
