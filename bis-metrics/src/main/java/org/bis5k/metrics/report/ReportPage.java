package org.bis5k.metrics.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bis5k.data.HtmlText;
import org.bis5k.data.Provenance;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.file.Decimals;

/** Writes the page of a report section by section. */
final class ReportPage {

  /** Forbids the browser to load anything. */
  private static final String NOTHING_FROM_ELSEWHERE =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private final HtmlReport.Options options;
  private final List<HtmlReport.Part> parts;
  private final List<String> datasets;

  ReportPage(HtmlReport.Options options, List<HtmlReport.Part> parts) {
    this.options = options;
    this.parts = parts;
    this.datasets = parts.stream().map(part -> part.result().dataset()).distinct().toList();
  }

  void writeTo(Writer writer) throws IOException {
    writer.write(head());
    for (int d = 0; d < datasets.size(); d++) {
      String dataset = datasets.get(d);
      DatasetPage page =
          new DatasetPage(
              options,
              parts.stream().filter(part -> part.result().dataset().equals(dataset)).toList());
      page.writeTo(writer, "data-" + d);
    }
    HtmlText foot = new HtmlText().open("footer", "class", "soft");
    foot.text("BIS5k for Java " + Provenance.now(0, "", "", Map.of()).version());
    writer.write(foot.close().open("script").raw(resource("report.js")).close().toString());
    writer.write("</body>\n</html>\n");
  }

  private String head() {
    String methods =
        String.join(", ", parts.stream().map(part -> part.result().method()).distinct().toList());
    String title = methods + " on " + String.join(", ", datasets);
    Profile profile = parts.get(0).result().scores().profile();
    HtmlText html = new HtmlText().raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_FROM_ELSEWHERE);
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("link", "rel", "icon", "href", "data:,");
    html.leaf("title", title + ": segmentation scores");
    html.open("style").raw(resource("report.css")).close();
    html.raw("</head>\n<body>\n").open("header").leaf("h1", title);
    html.open("p").text("Profile ").leaf("strong", profile.label());
    html.text(" (" + profile.emptyMaskPolicy() + "). Intervals: " + intervals() + ".").close();
    if (datasets.size() > 1) {
      html.open("nav", "aria-label", "Data sets").open("ul");
      for (int d = 0; d < datasets.size(); d++) {
        html.open("li").leaf("a", datasets.get(d), "href", "#data-" + d).close();
      }
      html.close().close();
    }
    return html.close().toString();
  }

  private String intervals() {
    Bootstrap bootstrap = options.bootstrap();
    return Decimals.of(100 * bootstrap.confidence(), 0)
        + " % BCa bootstrap over images, "
        + bootstrap.resamples()
        + " resamples, seed "
        + bootstrap.seed();
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A part of this library cannot be read: " + name, e);
    }
  }
}
