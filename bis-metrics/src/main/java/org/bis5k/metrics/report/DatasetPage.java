package org.bis5k.metrics.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.table.ScoreTable;

/** The part of a report about one data set. */
final class DatasetPage {

  private final HtmlReport.Options options;
  private final List<HtmlReport.Part> parts;
  private final List<MethodScores> results;
  private final List<String> methods;

  DatasetPage(HtmlReport.Options options, List<HtmlReport.Part> parts) {
    this.options = options;
    this.parts = parts;
    this.results = parts.stream().map(HtmlReport.Part::result).toList();
    this.methods = results.stream().map(MethodScores::method).toList();
  }

  void writeTo(Writer writer, String id) throws IOException {
    HtmlText html = new HtmlText().leaf("h2", results.get(0).dataset(), "id", id);
    html.leaf("h3", "Summary");
    html.raw(new SummarySection(results, options.columns(), options.bootstrap()).html());
    html.leaf("p", meaning(), "class", "note").raw(notes());
    html.leaf("h3", "Threshold curves").raw(legend()).open("div", "class", "plots");
    for (Curve curve : Curve.values()) {
      html.raw(CurvePlot.of(curve, results));
    }
    html.close();
    html.leaf("h3", "Distribution over images").raw(legend()).open("div", "class", "plots");
    options.columns().forEach(metric -> html.raw(BoxPlot.of(metric, results)));
    html.close()
        .leaf("p", "A point is an image; the box holds the middle half of them.", "class", "note");
    writer.write(html.toString());
    if (results.size() > 1) {
      writer.write(comparison());
    }
    writer.write(new HtmlText().leaf("h3", "Images").toString());
    writer.write(new ImageSection(results, options.columns()).html(id + "-images"));
    writeCases(writer);
  }

  private String meaning() {
    String marks = results.size() > 1 ? " Best bold, second underlined." : "";
    return "Curves are averaged over images before their mean and maximum are taken; a maximum is"
        + " no mean over images and has no interval here. nan is undefined."
        + marks;
  }

  private String legend() {
    return methods.size() > 1 ? MethodStyle.legend(methods) : "";
  }

  /** The images with an empty or full ground truth, and the policy for them. */
  private String notes() {
    HtmlText html = new HtmlText();
    ScoreTable table = ScoreTable.of(results).columns(options.columns());
    List<String> notes = table.notes(results.get(0).dataset());
    if (notes.isEmpty()) {
      return html.leaf("p", "No ground truth is empty or full.", "class", "note").toString();
    }
    html.open("div", "class", "notes").open("ul");
    notes.forEach(note -> html.leaf("li", note));
    return html.close().close().toString();
  }

  private String comparison() {
    HtmlText html = new HtmlText().leaf("h3", "Comparison of the methods");
    List<List<String>> names =
        results.stream()
            .map(result -> result.scores().images().stream().map(ImageScores::name).toList())
            .distinct()
            .toList();
    if (names.size() > 1) {
      String reason =
          "The methods were scored on different images and cannot be compared in pairs.";
      return html.leaf("p", reason, "class", "notes").toString();
    }
    html.raw(new ComparisonSection(results, options.columns(), options.bootstrap()).html());
    html.leaf(
        "p",
        "Two-sided Wilcoxon signed-rank tests on the images for which both methods define the"
            + " metric, corrected by Holm over the pairs of a metric. The rank-biserial"
            + " correlation is the effect size: 1 if the first value is higher in all images, −1"
            + " if it is lower in all.",
        "class",
        "note");
    return html.toString();
  }

  private void writeCases(Writer writer) throws IOException {
    boolean first = true;
    for (HtmlReport.Part part : parts) {
      if (options.cases() == 0 || part.folders().isEmpty()) {
        continue;
      }
      String of = methods.size() > 1 ? ": " + part.result().method() : "";
      HtmlText html = new HtmlText().leaf("h3", "Cases" + of);
      writer.write(first ? html.raw(CaseSection.legend()).toString() : html.toString());
      first = false;
      writer.write(
          new CaseSection(
                  part.result(),
                  part.folders().get(),
                  options.caseMetric(),
                  options.cases(),
                  options.side())
              .html());
    }
  }
}
