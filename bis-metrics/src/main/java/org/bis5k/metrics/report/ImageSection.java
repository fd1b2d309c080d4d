package org.bis5k.metrics.report;

import java.util.List;
import java.util.Locale;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.Decimals;

/** The table of all images of a data set, which can be sorted and filtered. */
final class ImageSection {

  private final List<MethodScores> results;
  private final List<Metric> columns;

  ImageSection(List<MethodScores> results, List<Metric> columns) {
    this.results = results;
    this.columns = columns;
  }

  String html(String id) {
    boolean several = results.size() > 1;
    HtmlText html = new HtmlText();
    html.open("label").leaf("span", "Show images whose name holds ", "class", "soft");
    html.single("input", "type", "search", "data-filter", id).close();
    html.open(
        "div", "class", "scroll tall", "tabindex", "0", "role", "region", "aria-label", "Images");
    html.open("table", "id", id, "class", "sortable").open("thead").open("tr");
    head(html, "name", "left");
    if (several) {
      head(html, "method", "left");
    }
    head(html, "size", "plain");
    head(html, "truth", "left");
    columns.forEach(metric -> head(html, metric.label(), "plain"));
    html.close().close().open("tbody");
    for (MethodScores result : results) {
      for (ImageScores row : result.scores().images()) {
        html.open("tr").leaf("th", row.name(), "scope", "row");
        if (several) {
          html.leaf("td", result.method(), "class", "left");
        }
        html.leaf("td", row.size().toString(), "data-v", String.valueOf(row.size().pixels()));
        html.leaf("td", row.truth().name().toLowerCase(Locale.ROOT), "class", "left");
        for (Metric metric : columns) {
          double value = row.value(metric);
          html.leaf("td", Decimals.of(value, 4), "data-v", Decimals.exact(value));
        }
        html.close();
      }
    }
    return html.close().close().close().toString();
  }

  private static void head(HtmlText html, String key, String look) {
    html.open("th", "scope", "col", "data-key", key, "class", look);
    html.leaf("button", key, "type", "button").close();
  }
}
