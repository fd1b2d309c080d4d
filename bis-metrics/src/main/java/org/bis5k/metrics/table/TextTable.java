package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bis5k.data.PlainText;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.file.ScoreLine;

/** A table of scores as aligned text for the console. */
final class TextTable {

  private TextTable() {}

  static String of(ScoreTable table) {
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", "images"));
    table.columns().forEach(metric -> head.add(metric.label()));
    cells.add(head);
    for (ScoreLine line : table.lines()) {
      List<String> row = new ArrayList<>();
      row.add(PlainText.line(label(line)));
      row.add(line.scores().map(scores -> String.valueOf(scores.images().size())).orElse(""));
      for (Metric metric : table.columns()) {
        OptionalDouble value = line.value(metric);
        row.add(value.isPresent() ? Decimals.of(value.getAsDouble(), table.digits()) : "");
      }
      cells.add(row);
    }
    return align(cells) + footer(table);
  }

  private static String label(ScoreLine line) {
    return line.dataset().isEmpty() ? line.method() : line.method() + ", " + line.dataset();
  }

  /** Cells in columns: the first column left-aligned, the others right-aligned. */
  static String align(List<List<String>> cells) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? row.get(c) + padding : "  " + padding + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String footer(ScoreTable table) {
    StringBuilder text = new StringBuilder();
    if (!table.lines().isEmpty()) {
      text.append("profile ").append(table.profile().label()).append('\n');
    }
    for (ScoreLine line : table.lines()) {
      List<String> notes =
          line.scores().map(scores -> ScoreNotes.of(scores, table.columns())).orElse(List.of());
      if (!notes.isEmpty()) {
        text.append(PlainText.line(label(line))).append(":\n");
        notes.forEach(note -> text.append("  ").append(PlainText.line(note)).append('\n'));
      }
    }
    return text.toString();
  }
}
