package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.PlainText;
import org.bis5k.metrics.Metric;

/** A table of scores in LaTeX with the rules of booktabs. */
final class LatexTable {

  private final ScoreTable table;

  LatexTable(ScoreTable table) {
    this.table = table;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    comment(text, "needs \\usepackage{booktabs}; best bold, second underlined per data set");
    comment(text, "profile " + table.profile().label());
    ScoreGrid grid = table.grid();
    for (String dataset : grid.datasets()) {
      table.notes(dataset).forEach(note -> comment(text, dataset + ": " + note));
    }
    int width = table.columns().size() + 1;
    text.append("\\begin{tabular}{l").append("r".repeat(width - 1)).append("}\n\\toprule\n");
    List<String> head = new ArrayList<>(List.of("method"));
    for (Metric metric : table.columns()) {
      head.add(metric.label() + (metric.higherIsBetter() ? " $\\uparrow$" : " $\\downarrow$"));
    }
    text.append(row(head));
    for (String dataset : grid.datasets()) {
      text.append("\\midrule\n\\multicolumn{" + width + "}{l}{\\textit{")
          .append(escaped(dataset))
          .append("}} \\\\\n");
      for (ScoreGrid.Row row : grid.rows(dataset, table.columns())) {
        List<String> cells = new ArrayList<>(List.of(escaped(row.method())));
        row.cells().forEach(cell -> cells.add(marked(cell)));
        text.append(row(cells));
      }
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static void comment(StringBuilder text, String line) {
    text.append("% ").append(PlainText.line(line.replaceAll("\\s+", " "))).append('\n');
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static String marked(ScoreGrid.Cell cell) {
    return switch (cell.rank()) {
      case BEST -> "\\textbf{" + cell.printed() + "}";
      case SECOND -> "\\underline{" + cell.printed() + "}";
      case NONE -> cell.printed().replace("–", "--");
    };
  }

  /** A name with the characters escaped that LaTeX interprets. */
  static String escaped(String name) {
    String line = PlainText.line(name.replaceAll("[\n\r\t]", " "));
    return line.chars().mapToObj(c -> escaped((char) c)).collect(Collectors.joining());
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
      default -> String.valueOf(c);
    };
  }
}
