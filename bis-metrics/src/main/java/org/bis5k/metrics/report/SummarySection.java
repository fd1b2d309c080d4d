package org.bis5k.metrics.report;

import java.util.List;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.comparison.Bootstrap.Interval;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.table.Ranking;
import org.bis5k.metrics.table.ScoreTable;

/** The values of all methods on a data set with their intervals; best and second are marked. */
final class SummarySection {

  private final List<MethodScores> results;
  private final List<Metric> columns;
  private final Bootstrap bootstrap;

  SummarySection(List<MethodScores> results, List<Metric> columns, Bootstrap bootstrap) {
    this.results = results;
    this.columns = columns;
    this.bootstrap = bootstrap;
  }

  String html() {
    HtmlText html = new HtmlText();
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Summary");
    html.open("table").open("thead").open("tr");
    html.leaf("th", "method", "scope", "col", "class", "left").leaf("th", "images", "scope", "col");
    for (Metric metric : columns) {
      html.leaf("th", metric.label() + (metric.higherIsBetter() ? " ↑" : " ↓"), "scope", "col");
    }
    html.close().close().open("tbody");
    ScoreTable table = ScoreTable.of(results).columns(columns);
    for (int m = 0; m < results.size(); m++) {
      DatasetScores scores = results.get(m).scores();
      html.open("tr").leaf("th", results.get(m).method(), "scope", "row");
      html.leaf("td", String.valueOf(scores.images().size()));
      for (Metric metric : columns) {
        Ranking rank = table.ranks(results.get(m).dataset(), metric).get(m);
        html.open("td").leaf("span", Decimals.of(scores.value(metric), 3), "class", mark(rank));
        if (metric.isMeanOverImages() && scores.counted(metric) > 1) {
          Interval interval = bootstrap.bca(scores, metric);
          html.leaf("span", text(interval), "class", "interval");
        }
        html.close();
      }
      html.close();
    }
    return html.close().close().close().toString();
  }

  private static String text(Interval interval) {
    return Decimals.of(interval.low(), 3) + "–" + Decimals.of(interval.high(), 3);
  }

  private static String mark(Ranking rank) {
    return switch (rank) {
      case BEST -> "best";
      case SECOND -> "second";
      case NONE -> "plain";
    };
  }
}
