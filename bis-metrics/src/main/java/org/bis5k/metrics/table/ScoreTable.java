package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bis5k.data.PlainText;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.Decimals;

/**
 * A table of scores for reading: one line per method or data set, one column per metric, three
 * decimals, undefined values as {@code nan}. Below it stand the profile and the images whose ground
 * truth is empty or full. Immutable.
 */
public final class ScoreTable {

  private static final int DIGITS = 3;

  private record Line(String label, DatasetScores scores) {}

  private final List<Metric> columns;
  private final List<Line> lines;

  private ScoreTable(List<Metric> columns, List<Line> lines) {
    this.columns = List.copyOf(columns);
    this.lines = List.copyOf(lines);
  }

  /**
   * An empty table.
   *
   * @param columns the metrics in the order of their columns
   * @return the table
   * @throws IllegalArgumentException if there is no metric
   */
  public static ScoreTable of(List<Metric> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A table needs at least one metric");
    }
    return new ScoreTable(columns, List.of());
  }

  /**
   * A table of one line with all thirteen metrics.
   *
   * @param label the method or data set
   * @param scores its scores
   * @return the table
   */
  public static ScoreTable of(String label, DatasetScores scores) {
    return of(Metric.all()).with(label, scores);
  }

  /**
   * This table with one more line.
   *
   * @param label the method or data set
   * @param scores its scores, of the same profile as the lines above
   * @return the longer table
   * @throws IllegalArgumentException if the profile is another
   */
  public ScoreTable with(String label, DatasetScores scores) {
    Objects.requireNonNull(label, "label");
    if (!lines.isEmpty() && lines.get(0).scores().profile() != scores.profile()) {
      throw new IllegalArgumentException(
          "Scores of the profiles "
              + lines.get(0).scores().profile().label()
              + " and "
              + scores.profile().label()
              + " cannot stand in one table");
    }
    List<Line> longer = new ArrayList<>(lines);
    longer.add(new Line(label, scores));
    return new ScoreTable(columns, longer);
  }

  /** The table as aligned text with its footer, each line ended by a line feed. */
  @Override
  public String toString() {
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", "images"));
    columns.forEach(metric -> head.add(metric.label()));
    cells.add(head);
    for (Line line : lines) {
      List<String> row = new ArrayList<>();
      row.add(PlainText.line(line.label()));
      row.add(String.valueOf(line.scores().images().size()));
      columns.forEach(metric -> row.add(Decimals.of(line.scores().value(metric), DIGITS)));
      cells.add(row);
    }
    return align(cells) + footer();
  }

  /** Cells in columns: the first to the left, the others to the right. */
  static String align(List<List<String>> cells) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        int column = c;
        int width = cells.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String padding = " ".repeat(width - row.get(c).length());
        line.append(c == 0 ? row.get(c) + padding : "  " + padding + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String footer() {
    StringBuilder text = new StringBuilder();
    if (!lines.isEmpty()) {
      Profile profile = lines.get(0).scores().profile();
      text.append("profile ").append(profile.label()).append('\n');
    }
    for (Line line : lines) {
      List<String> notes = ScoreNotes.of(line.scores(), columns);
      if (!notes.isEmpty()) {
        text.append(line.label()).append(":\n");
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
      }
    }
    return text.toString();
  }
}
