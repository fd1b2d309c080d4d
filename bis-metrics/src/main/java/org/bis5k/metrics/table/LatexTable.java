package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.metrics.Metric;

/** A table of results in LaTeX with the rules of booktabs. */
final class LatexTable {

  private final ResultTable table;

  LatexTable(ResultTable table) {
    this.table = table;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    comment(text, "needs \\usepackage{booktabs}; best bold, second underlined per data set");
    comment(text, "profile " + table.profile().label());
    for (String dataset : table.datasets()) {
      table.notes(dataset).forEach(note -> comment(text, dataset + ": " + note));
    }
    int width = table.columns().size() + 1;
    text.append("\\begin{tabular}{l").append("r".repeat(width - 1)).append("}\n\\toprule\n");
    List<String> head = new ArrayList<>(List.of("method"));
    for (Metric metric : table.columns()) {
      head.add(metric.label() + (metric.higherIsBetter() ? " $\\uparrow$" : " $\\downarrow$"));
    }
    text.append(row(head));
    for (String dataset : table.datasets()) {
      text.append("\\midrule\n\\multicolumn{" + width + "}{l}{\\textit{")
          .append(escaped(dataset))
          .append("}} \\\\\n");
      for (String method : table.methods()) {
        List<String> cells = new ArrayList<>(List.of(escaped(method)));
        cells.addAll(table.marked(dataset, method, LatexTable::marked));
        text.append(row(cells));
      }
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static void comment(StringBuilder text, String line) {
    text.append("% ").append(line.replaceAll("\\s+", " ")).append('\n');
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static String marked(String printed, Ranking rank) {
    return switch (rank) {
      case BEST -> "\\textbf{" + printed + "}";
      case SECOND -> "\\underline{" + printed + "}";
      case NONE -> printed.replace("–", "--");
    };
  }

  /** A name that prints as it is, whatever signs it has. */
  static String escaped(String name) {
    return name.chars().mapToObj(c -> escaped((char) c)).collect(Collectors.joining());
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
      case '\n', '\r' -> " ";
      default -> String.valueOf(c);
    };
  }
}
