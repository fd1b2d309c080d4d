package org.bis5k.metrics.report;

import java.util.List;
import java.util.Locale;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.comparison.Bootstrap.Interval;
import org.bis5k.metrics.comparison.MethodComparison;
import org.bis5k.metrics.comparison.PairedTest;
import org.bis5k.metrics.file.Decimals;

/** The paired tests of all methods on the images of a data set. */
final class ComparisonSection {

  private static final List<String> HEADS =
      List.of("images", "mean difference", "interval", "p", "p (Holm)", "rank-biserial");

  private final List<MethodScores> results;
  private final List<Metric> columns;
  private final Bootstrap bootstrap;

  ComparisonSection(List<MethodScores> results, List<Metric> columns, Bootstrap bootstrap) {
    this.results = results;
    this.columns = columns.stream().filter(Metric::isMeanOverImages).toList();
    this.bootstrap = bootstrap;
  }

  String html() {
    HtmlText html = new HtmlText();
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region");
    html.open("table").open("thead").open("tr");
    html.leaf("th", "metric", "scope", "col", "class", "left");
    html.leaf("th", "first less second", "scope", "col", "class", "left");
    HEADS.forEach(head -> html.leaf("th", head, "scope", "col"));
    html.leaf("th", "better", "scope", "col", "class", "left");
    html.close().close().open("tbody");
    for (Metric metric : columns) {
      if (results.stream().allMatch(result -> result.scores().counted(metric) > 0)) {
        MethodComparison.allPairs(results, metric)
            .forEach(pair -> row(html, metric, pair, interval(metric, pair)));
      }
    }
    return html.close().close().close().toString();
  }

  private Interval interval(Metric metric, MethodComparison pair) {
    return bootstrap.bcaOfDifference(scores(pair.first()), scores(pair.second()), metric);
  }

  private DatasetScores scores(String method) {
    return results.stream()
        .filter(result -> result.method().equals(method))
        .map(MethodScores::scores)
        .findFirst()
        .orElseThrow();
  }

  private void row(HtmlText html, Metric metric, MethodComparison pair, Interval interval) {
    PairedTest test = pair.test();
    boolean significant = pair.adjusted() < 1 - bootstrap.confidence();
    boolean first = test.rankBiserial() > 0 == metric.higherIsBetter();
    html.open("tr").leaf("th", metric.label(), "scope", "row");
    html.leaf("td", pair.first() + " − " + pair.second(), "class", "left");
    html.leaf("td", String.valueOf(test.pairs()));
    html.leaf("td", signed(test.meanDifference(), 4));
    html.leaf("td", signed(interval.low(), 4) + " to " + signed(interval.high(), 4));
    html.leaf("td", probability(test.pValue()));
    html.leaf("td", probability(pair.adjusted()), "class", significant ? "best" : "plain");
    html.leaf("td", signed(test.rankBiserial(), 2));
    html.leaf("td", !significant ? "–" : first ? pair.first() : pair.second(), "class", "left");
    html.close();
  }

  private static String signed(double value, int digits) {
    String text = Decimals.of(Math.abs(value), digits);
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return zero ? text : (value < 0 ? "−" : "+") + text;
  }

  private static String probability(double p) {
    return p < 0.0001 ? String.format(Locale.ROOT, "%.1e", p) : Decimals.of(p, 4);
  }
}
