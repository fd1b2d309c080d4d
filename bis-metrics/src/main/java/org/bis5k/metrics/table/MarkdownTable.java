package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.PlainText;
import org.bis5k.metrics.Metric;

/** A table of results in Markdown. */
final class MarkdownTable {

  private final ResultTable table;

  MarkdownTable(ResultTable table) {
    this.table = table;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("data set", "method"));
    List<String> rule = new ArrayList<>(List.of("---", "---"));
    for (Metric metric : table.columns()) {
      head.add(metric.label() + (metric.higherIsBetter() ? " ↑" : " ↓"));
      rule.add("---:");
    }
    text.append(row(head)).append(row(rule));
    for (String dataset : table.datasets()) {
      for (String method : table.methods()) {
        List<String> cells = new ArrayList<>(List.of(escaped(dataset), escaped(method)));
        cells.addAll(table.marked(dataset, method, MarkdownTable::marked));
        text.append(row(cells));
      }
    }
    text.append("\n**Best** and <u>second</u> per data set; nan: undefined; –: no result.\n");
    text.append("Profile ").append(table.profile().label()).append(".\n");
    for (String dataset : table.datasets()) {
      for (String note : table.notes(dataset)) {
        text.append("\n* ").append(escaped(dataset)).append(": ").append(escaped(note));
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String marked(String printed, Ranking rank) {
    return switch (rank) {
      case BEST -> "**" + printed + "**";
      case SECOND -> "<u>" + printed + "</u>";
      case NONE -> printed;
    };
  }

  /** A name that shows as it is, whatever signs it has. */
  static String escaped(String name) {
    String line = PlainText.line(name.replaceAll("\\s+", " "));
    return line.replaceAll("([\\\\`*_\\[\\]<>|~#])", "\\\\$1");
  }
}
