package org.bis5k.data.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.HtmlText;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.AuditFinding;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.Thumbnail;

/**
 * An audit as one HTML page that needs no other file: the verdict, every pair of copies side by
 * side, the findings by kind, and the distributions of each part.
 */
public final class AuditPage {

  /** Longer lists of findings are closed at first. */
  private static final int SHOWN_AT_ONCE = 10;

  private static final int THUMBNAIL_SIDE = 220;

  private final AuditReport report;
  private final OutputStream out;

  private AuditPage(AuditReport report, OutputStream out) {
    this.report = report;
    this.out = out;
  }

  /**
   * Writes the page, as a whole or not at all; reads the images of its pairs again, one by one.
   *
   * @param file the file, replaced if it exists; its folder must exist
   * @param report what to show
   * @throws InvalidInputException if the file cannot be written or an image no longer be read
   */
  public static void write(Path file, AuditReport report) {
    AtomicFile.write(file, out -> new AuditPage(report, out).write());
  }

  private void write() throws IOException {
    print(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Data set audit</title><style>
        """);
    print(style());
    print("</style></head><body><main>\n<h1>Data set audit</h1>\n");
    verdict();
    pairs("Leakage: pictures in two parts", report.leaks());
    pairs(
        "Duplicates within a part",
        report.duplicates().stream().filter(pair -> !pair.isLeak()).toList());
    findings("Problems", report.problems());
    statistics();
    findings("Notes", report.notes());
    print("</main></body></html>\n");
  }

  private void verdict() throws IOException {
    int leaks = report.leaks().size();
    String counts =
        String.format(
            Locale.ROOT,
            "leaked pairs: %d · duplicates within a part: %d · problems: %d · notes: %d",
            leaks,
            report.duplicates().size() - leaks,
            report.problems().size(),
            report.notes().size());
    String names =
        report.parts().stream()
            .map(part -> part.name() + " (" + part.pairs() + " pairs)")
            .collect(Collectors.joining(", "));
    print(
        "<p class=\"verdict %s\"><strong>%s</strong><br>%s</p>\n<p>%s</p>\n",
        report.isSound() ? "sound" : "wrong",
        report.isSound() ? "Nothing is wrong." : "Something is wrong.",
        counts,
        HtmlText.escape(names));
  }

  private void pairs(String title, List<DuplicatePair> pairs) throws IOException {
    if (pairs.isEmpty()) {
      return;
    }
    print("<h2>%s <small>%d</small></h2>\n<div class=\"pairs\">\n", title, pairs.size());
    for (DuplicatePair pair : pairs) {
      print("<article><div class=\"images\">");
      figure(pair.firstPart(), pair.first());
      figure(pair.secondPart(), pair.second());
      print(
          "</div><p><strong>%s</strong>, correlation %.3f</p></article>\n",
          HtmlText.escape(pair.relation().words()), pair.relation().correlation());
    }
    print("</div>\n");
  }

  private void figure(String part, Path file) throws IOException {
    print(
        "<figure><img src=\"%s\" alt=\"%s\" title=\"%s\"><figcaption>%s<br>%s</figcaption></figure>",
        Thumbnail.jpeg(ImageFiles.readRgb(file), THUMBNAIL_SIDE),
        HtmlText.escape(file.getFileName().toString()),
        HtmlText.escape(file.toString()),
        HtmlText.escape(part),
        HtmlText.escape(file.getFileName().toString()));
  }

  private void findings(String title, List<AuditFinding> findings) throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    print("<h2>%s <small>%d</small></h2>\n", title, findings.size());
    Map<AuditFinding.Kind, List<AuditFinding>> byKind =
        findings.stream().collect(Collectors.groupingBy(AuditFinding::kind));
    for (AuditFinding.Kind kind : AuditFinding.Kind.values()) {
      List<AuditFinding> some = byKind.getOrDefault(kind, List.of());
      if (!some.isEmpty()) {
        print(
            "<details%s><summary>%s <small>%d</small></summary><ul>\n",
            some.size() <= SHOWN_AT_ONCE ? " open" : "", kind.words(), some.size());
        for (AuditFinding finding : some) {
          print("<li>%s</li>\n", HtmlText.escape(finding.text()));
        }
        print("</ul></details>\n");
      }
    }
  }

  private void statistics() throws IOException {
    print("<h2>What the parts hold</h2>\n");
    for (PartStatistics part : report.parts()) {
      String sizes =
          part.sizes().entrySet().stream()
              .limit(5)
              .map(size -> size.getKey() + " (" + size.getValue() + ")")
              .collect(Collectors.joining(", "));
      print(
          "<section><h3>%s <small>%d pairs</small></h3><p>Height x width: %s%s. Masks: %d empty,"
              + " %d full, %d not binary.</p>"
              + "<div class=\"charts\">\n",
          HtmlText.escape(part.name()),
          part.pairs(),
          sizes,
          part.sizes().size() > 5 ? " and " + (part.sizes().size() - 5) + " more" : "",
          part.masks().empty(),
          part.masks().full(),
          part.masks().notBinary());
      chart("Share of foreground", part.foreground());
      chart("Haematoxylin, mean optical density", part.hematoxylin());
      chart("Eosin, mean optical density", part.eosin());
      print("</div></section>\n");
    }
  }

  private void chart(String label, Histogram histogram) throws IOException {
    print(
        "<figure><figcaption>%s</figcaption>%s<p>smallest %.3f · median %.3f · mean %.3f · largest"
            + " %.3f</p></figure>\n",
        label,
        HistogramChart.svg(label, histogram),
        histogram.smallest(),
        histogram.median(),
        histogram.mean(),
        histogram.largest());
  }

  private void print(String format, Object... values) throws IOException {
    String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String style() throws IOException {
    try (InputStream in = AuditPage.class.getResourceAsStream("audit.css")) {
      if (in == null) {
        throw new IllegalStateException("The resource audit.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
