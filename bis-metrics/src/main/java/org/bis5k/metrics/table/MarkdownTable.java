package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.PlainText;
import org.bis5k.metrics.Metric;

/** A table of scores in Markdown. */
final class MarkdownTable {

  private final ScoreTable table;

  MarkdownTable(ScoreTable table) {
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
    ScoreGrid grid = table.grid();
    for (String dataset : grid.datasets()) {
      for (ScoreGrid.Row row : grid.rows(dataset, table.columns())) {
        List<String> cells = new ArrayList<>(List.of(escaped(dataset), escaped(row.method())));
        row.cells().forEach(cell -> cells.add(marked(cell)));
        text.append(row(cells));
      }
    }
    text.append("\n**Best** and <u>second</u> per data set; nan: undefined; –: no result.\n");
    text.append("Profile ").append(table.profile().label()).append(".\n");
    for (String dataset : grid.datasets()) {
      for (String note : table.notes(dataset)) {
        text.append("\n* ").append(escaped(dataset)).append(": ").append(escaped(note));
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String marked(ScoreGrid.Cell cell) {
    return switch (cell.rank()) {
      case BEST -> "**" + cell.printed() + "**";
      case SECOND -> "<u>" + cell.printed() + "</u>";
      case NONE -> cell.printed();
    };
  }

  /** A name with the characters escaped that Markdown interprets. */
  static String escaped(String name) {
    String line = PlainText.line(name.replaceAll("\\s+", " "));
    return line.replaceAll("([\\\\`*_\\[\\]<>|~#])", "\\\\$1");
  }
}
