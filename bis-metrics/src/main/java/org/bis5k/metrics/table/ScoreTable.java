package org.bis5k.metrics.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ReportFile;
import org.bis5k.metrics.file.ScoreCsv;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.file.ScoreLine;
import org.bis5k.metrics.file.SheetText;

/**
 * A table of scores: one line per method and data set, one column per metric. Five forms: text for
 * the console, Markdown and LaTeX with the best and second best value of each data set marked, CSV
 * and JSON in full precision. All lines have the same profile, which every form names. Immutable.
 */
public final class ScoreTable {

  private static final int DIGITS = 3;

  private final List<ScoreLine> lines;
  private final List<Metric> columns;
  private final int digits;

  private ScoreTable(List<ScoreLine> lines, List<Metric> columns, int digits) {
    this.lines = List.copyOf(lines);
    this.columns = List.copyOf(columns);
    this.digits = digits;
    for (ScoreLine line : lines) {
      if (line.profile() != profile()) {
        throw new InvalidInputException(
            "Scores of the profiles %s and %s cannot stand in one table"
                .formatted(profile().label(), line.profile().label()));
      }
    }
  }

  /**
   * A table of one line with all metrics and three decimals.
   *
   * @param label the text at the beginning of the line: the method or the data set
   * @param scores the scores
   * @return the table
   */
  public static ScoreTable of(String label, DatasetScores scores) {
    return empty(Metric.all()).with(label, scores);
  }

  /**
   * A table with all metrics and three decimals.
   *
   * @param results the results; methods and data sets appear in the order of their first result
   * @return the table
   * @throws InvalidInputException if there is none, their profiles differ, or two are of the same
   *     method and data set
   */
  public static ScoreTable of(List<MethodScores> results) {
    return ofLines(results.stream().map(ScoreLine::of).toList());
  }

  /**
   * A table without lines and three decimals.
   *
   * @param columns the metrics in order
   * @return the table
   * @throws IllegalArgumentException if there is no metric
   */
  public static ScoreTable empty(List<Metric> columns) {
    return new ScoreTable(List.of(), List.of(), DIGITS).columns(columns);
  }

  /**
   * A table of files: JSON of {@link ScoreJson}, and CSV of {@link ScoreCsv} or the released
   * toolkit, each named after its data set.
   *
   * @param files the files, ending in .json or .csv
   * @return the table, with the metrics that any of the files has, and three decimals
   * @throws InvalidInputException if a file cannot be used, profiles differ, or two files hold
   *     results of the same method and data set
   */
  public static ScoreTable read(List<Path> files) {
    List<ScoreLine> lines = new ArrayList<>();
    Set<ScoreGrid.Place> places = new HashSet<>();
    for (Path file : files) {
      List<ScoreLine> read = lines(file);
      for (ScoreLine line : read) {
        if (!places.add(ScoreGrid.Place.of(line))) {
          throw InvalidInputException.in(
              file,
              "holds a result of '%s' on '%s', as a file before it does; leave one of them out"
                  .formatted(line.method(), line.dataset()));
        }
      }
      lines.addAll(read);
    }
    return ofLines(lines);
  }

  private static List<ScoreLine> lines(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return List.of(ScoreLine.of(ScoreJson.read(file)));
    }
    if (name.endsWith(".csv")) {
      return ScoreCsv.read(file);
    }
    throw InvalidInputException.in(file, "should end in .json or .csv");
  }

  private static ScoreTable ofLines(List<ScoreLine> lines) {
    if (lines.isEmpty()) {
      throw new InvalidInputException("There is no result to put into a table");
    }
    List<Metric> known =
        Metric.all().stream()
            .filter(metric -> lines.stream().anyMatch(line -> line.value(metric).isPresent()))
            .toList();
    ScoreTable table = new ScoreTable(lines, known, DIGITS);
    table.grid();
    return table;
  }

  /**
   * This table with one more line, which has a label instead of method and data set.
   *
   * @param label the text at the beginning of the line: the method or the data set
   * @param scores its scores, of the same profile as the other lines
   * @return the longer table
   * @throws InvalidInputException if the profile differs
   */
  public ScoreTable with(String label, DatasetScores scores) {
    List<ScoreLine> longer = new ArrayList<>(lines);
    longer.add(ScoreLine.of(label, scores));
    return new ScoreTable(longer, columns, digits);
  }

  /**
   * This table with other columns.
   *
   * @param metrics the metrics in order
   * @return the table
   * @throws IllegalArgumentException if there is no metric
   */
  public ScoreTable columns(List<Metric> metrics) {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("A table needs at least one metric");
    }
    return new ScoreTable(lines, metrics, digits);
  }

  /**
   * This table with another number of decimals. Values are ranked as they are printed.
   *
   * @param decimals 1 to 10
   * @return the table
   * @throws IllegalArgumentException if the number is out of range
   */
  public ScoreTable decimals(int decimals) {
    if (decimals < 1 || decimals > 10) {
      throw new IllegalArgumentException("1 to 10 decimals are possible; found " + decimals);
    }
    return new ScoreTable(lines, columns, decimals);
  }

  /**
   * The table in Markdown: the best values are bold, the second best underlined, and an arrow shows
   * whether higher or lower values are better.
   *
   * @return the table and its notes
   */
  public String markdown() {
    return new MarkdownTable(this).text();
  }

  /**
   * The table in LaTeX for the package {@code booktabs}: the best values are bold, the second best
   * underlined.
   *
   * @return a {@code tabular} with its notes as comments
   */
  public String latex() {
    return new LatexTable(this).text();
  }

  /**
   * The table as CSV in full double precision. Undefined values are {@code nan}, missing values
   * empty. Names are written as {@link SheetText}; those of special images are separated by
   * semicolons.
   *
   * @return a head and one line per data set and method
   */
  public String csv() {
    return DataTable.csv(this);
  }

  /**
   * The table as JSON in full double precision. Undefined values are null; missing values and
   * results are left out.
   *
   * @return {@code {"profile", "results": [{"dataset", "method", "images", "empty_truth",
   *     "full_truth", "metrics": {…}}]}}; the three entries about images are present only if the
   *     images are known
   */
  public String json() {
    return DataTable.json(this);
  }

  /** The table as aligned text with its notes, each line ended by a line feed. */
  @Override
  public String toString() {
    return TextTable.of(this);
  }

  /**
   * Writes the table in the form that the file's name asks for.
   *
   * @param file a file ending in .md, .tex, .csv or .json, replaced if it exists
   * @throws InvalidInputException if it ends in anything else or cannot be written
   */
  public void write(Path file) {
    String name = file.getFileName().toString();
    String text =
        switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
          case "md" -> markdown();
          case "tex" -> latex();
          case "csv" -> csv();
          case "json" -> json();
          default -> throw InvalidInputException.in(file, "should end in .md, .tex, .csv or .json");
        };
    ReportFile.write(file, text);
  }

  /**
   * The ranks of a metric's values on a data set.
   *
   * @param dataset the data set
   * @param metric the metric
   * @return one rank per method, in the order of the methods
   */
  public List<Ranking> ranks(String dataset, Metric metric) {
    return grid().ranks(dataset, metric);
  }

  /**
   * The notes to print beside the numbers of a data set.
   *
   * @param dataset the data set
   * @return one clause per note: empty and full ground truths, and means over fewer images
   */
  public List<String> notes(String dataset) {
    return lines.stream()
        .filter(line -> line.dataset().equals(dataset))
        .flatMap(line -> line.scores().stream())
        .flatMap(scores -> ScoreNotes.of(scores, columns).stream())
        .distinct()
        .toList();
  }

  List<ScoreLine> lines() {
    return lines;
  }

  List<Metric> columns() {
    return columns;
  }

  int digits() {
    return digits;
  }

  /** The profile of all lines; there is at least one. */
  Profile profile() {
    return lines.get(0).profile();
  }

  ScoreGrid grid() {
    return new ScoreGrid(lines, digits);
  }
}
