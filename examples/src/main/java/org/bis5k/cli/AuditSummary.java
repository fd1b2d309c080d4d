package org.bis5k.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bis5k.data.PlainText;
import org.bis5k.data.audit.AuditReport;
import org.bis5k.data.audit.DuplicatePair;
import org.bis5k.data.audit.Histogram;
import org.bis5k.data.audit.PartStatistics;
import org.bis5k.data.dataset.AuditFinding;

/** Prints an audit: counts and distributions, then findings and copies. */
final class AuditSummary {

  /** Items shown of each list; the JSON and HTML files contain all of them. */
  private static final int LONGEST = 20;

  private final PrintStream out;

  AuditSummary(PrintStream out) {
    this.out = out;
  }

  void print(AuditReport report) {
    report.parts().forEach(this::part);
    Map<Boolean, List<DuplicatePair>> duplicates =
        report.duplicates().stream().collect(Collectors.partitioningBy(DuplicatePair::isLeak));
    list("leaked pair", duplicates.get(true), AuditSummary::line);
    list("duplicate within a part", duplicates.get(false), AuditSummary::line);
    list("problem", report.problems(), AuditFinding::text);
    list("note", report.notes(), AuditFinding::text);
    out.println(report.isSound() ? "Nothing is wrong." : "Something is wrong.");
  }

  private void part(PartStatistics part) {
    out.println(part.root() + ": " + part.pairs() + " pairs");
    if (part.pairs() > 0) {
      out.println("  sizes (height x width): " + sizes(part.sizes()));
      distribution("foreground share", part.foreground());
      out.println(
          "  masks: "
              + part.masks().empty()
              + " empty, "
              + part.masks().full()
              + " full, "
              + part.masks().notBinary()
              + " with levels between 0 and 255");
      distribution("haematoxylin", part.hematoxylin());
      distribution("eosin", part.eosin());
    }
  }

  private static String sizes(Map<String, Integer> sizes) {
    if (sizes.size() > 5) {
      return sizes.size() + " different";
    }
    return sizes.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private void distribution(String name, Histogram values) {
    out.printf(
        Locale.ROOT,
        "  %s: smallest %.3f, median %.3f, mean %.3f, largest %.3f%n",
        name,
        values.smallest(),
        values.median(),
        values.mean(),
        values.largest());
  }

  private static String line(DuplicatePair pair) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s (correlation %.3f)",
        pair.first(),
        pair.second(),
        pair.relation().words(),
        pair.relation().correlation());
  }

  private <T> void list(String name, List<T> items, Function<T, String> line) {
    if (items.isEmpty()) {
      return;
    }
    String plural = name.startsWith("duplicate") ? "duplicates within a part" : name + "s";
    out.println(items.size() + " " + (items.size() == 1 ? name : plural) + ":");
    items.stream()
        .limit(LONGEST)
        .forEach(item -> out.println("  " + PlainText.line(line.apply(item))));
    if (items.size() > LONGEST) {
      out.println(
          "  … and " + (items.size() - LONGEST) + " more; --json or --html FILE holds them all");
    }
  }
}
