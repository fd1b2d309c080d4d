package org.bis5k.metrics.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.file.MethodScores;
import org.bis5k.metrics.file.ReportFile;
import org.bis5k.metrics.file.ScoreCsv;
import org.bis5k.metrics.file.ScoreJson;

/**
 * Methods on data sets side by side, for papers and programs: per data set one line per method and
 * one column per metric, the best value marked and the second best. Immutable.
 */
public final class ResultTable {

  private final List<ResultLine> lines;
  private final List<Metric> columns;
  private final int digits;

  private ResultTable(List<ResultLine> lines, List<Metric> columns, int digits) {
    this.lines = List.copyOf(lines);
    this.columns = List.copyOf(columns);
    this.digits = digits;
    for (ResultLine line : lines) {
      if (line.profile() != lines.get(0).profile()) {
        throw new InvalidInputException(
            "Scores of the profiles "
                + lines.get(0).profile().label()
                + " and "
                + line.profile().label()
                + " cannot stand in one table");
      }
      if (lines.stream().filter(other -> other.isOf(line.dataset(), line.method())).count() > 1) {
        throw new InvalidInputException(
            "There is more than one result of '"
                + line.method()
                + "' on '"
                + line.dataset()
                + "'; leave out all but one");
      }
    }
  }

  /**
   * A table with all metrics and three decimals.
   *
   * @param results the results; methods and data sets appear in the order in which they are met
   * @return the table
   * @throws InvalidInputException if there is none, their profiles differ, or two are of the same
   *     method and data set
   */
  public static ResultTable of(List<MethodScores> results) {
    return ofLines(results.stream().map(ResultLine::of).toList());
  }

  /**
   * A table of files: JSON as {@link ScoreJson} writes it, and CSV as {@link ScoreCsv} and the
   * released toolkit append to it, each bearing its data set's name.
   *
   * @param files the files, ending in .json or .csv
   * @return the table, with the metrics that any of the files has, and three decimals
   * @throws InvalidInputException if a file cannot be used, profiles differ, or two files hold
   *     results of the same method and data set
   */
  public static ResultTable read(List<Path> files) {
    List<ResultLine> lines = new ArrayList<>();
    for (Path file : files) {
      List<ResultLine> read = lines(file);
      for (ResultLine line : read) {
        if (lines.stream().anyMatch(before -> before.isOf(line.dataset(), line.method()))) {
          throw InvalidInputException.in(
              file,
              "holds a result of '"
                  + line.method()
                  + "' on '"
                  + line.dataset()
                  + "', as a file before it does; leave one of them out");
        }
      }
      lines.addAll(read);
    }
    return ofLines(lines);
  }

  private static List<ResultLine> lines(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return List.of(ResultLine.of(ScoreJson.read(file)));
    }
    if (name.endsWith(".csv")) {
      return ResultCsv.read(file);
    }
    throw InvalidInputException.in(file, "should end in .json or .csv");
  }

  private static ResultTable ofLines(List<ResultLine> lines) {
    if (lines.isEmpty()) {
      throw new InvalidInputException("There is no result to put into a table");
    }
    List<Metric> known =
        Metric.all().stream()
            .filter(metric -> lines.stream().anyMatch(line -> line.values().containsKey(metric)))
            .toList();
    return new ResultTable(lines, known, 3);
  }

  /**
   * This table with other columns.
   *
   * @param metrics the metrics in order
   * @return the table
   * @throws IllegalArgumentException if there is no metric
   */
  public ResultTable columns(List<Metric> metrics) {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("A table needs at least one metric");
    }
    return new ResultTable(lines, metrics, digits);
  }

  /**
   * This table with another number of decimals, by which values are also ranked.
   *
   * @param decimals 1 to 10
   * @return the table
   * @throws IllegalArgumentException if the number is out of range
   */
  public ResultTable decimals(int decimals) {
    if (decimals < 1 || decimals > 10) {
      throw new IllegalArgumentException("1 to 10 decimals are possible; found " + decimals);
    }
    return new ResultTable(lines, columns, decimals);
  }

  /**
   * The table in Markdown: best values bold, second ones underlined, an arrow where the better
   * values lie.
   *
   * @return the table and its notes
   */
  public String markdown() {
    return new MarkdownTable(this).text();
  }

  /**
   * The table in LaTeX for the package {@code booktabs}: best values bold, second ones underlined.
   *
   * @return a {@code tabular} with its notes as comments
   */
  public String latex() {
    return new LatexTable(this).text();
  }

  /**
   * The table as CSV in full double precision, {@code nan} where undefined and nothing where there
   * is no result; names of special images are separated by semicolons.
   *
   * @return a head and one line per data set and method
   */
  public String csv() {
    return ResultText.csv(this);
  }

  /**
   * The table as JSON in full double precision, null where undefined; missing results are left out.
   *
   * @return {@code {"profile", "results": [{"dataset", "method", "images", "empty_truth",
   *     "full_truth", "metrics": {…}}]}}; the images stand only where they are known
   */
  public String json() {
    return ResultText.json(this);
  }

  /**
   * Writes the table in the form that the file's name tells, as a whole or not at all.
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

  Profile profile() {
    return lines.get(0).profile();
  }

  List<Metric> columns() {
    return columns;
  }

  List<String> datasets() {
    return lines.stream().map(ResultLine::dataset).distinct().toList();
  }

  List<String> methods() {
    return lines.stream().map(ResultLine::method).distinct().toList();
  }

  Optional<ResultLine> line(String dataset, String method) {
    return lines.stream().filter(line -> line.isOf(dataset, method)).findFirst();
  }

  /** A method's value as printed; a dash if there is none. */
  String printed(String dataset, String method, Metric metric) {
    return line(dataset, method)
        .map(line -> line.values().get(metric))
        .filter(Objects::nonNull)
        .map(value -> Decimals.of(value, digits))
        .orElse("–");
  }

  /**
   * The ranks of a metric's values on a data set.
   *
   * @param dataset the data set
   * @param metric the metric
   * @return one rank per method, in the order of the methods
   */
  public List<Ranking> ranks(String dataset, Metric metric) {
    return Ranking.of(
        methods().stream().map(method -> printed(dataset, method, metric)).toList(),
        metric.higherIsBetter());
  }

  /** A method's values on a data set as printed, each marked by its rank. */
  List<String> marked(String dataset, String method, BiFunction<String, Ranking, String> mark) {
    int index = methods().indexOf(method);
    return columns.stream()
        .map(
            metric ->
                mark.apply(printed(dataset, method, metric), ranks(dataset, metric).get(index)))
        .toList();
  }

  /**
   * The notes to print beside the numbers of a data set.
   *
   * @param dataset the data set
   * @return one sentence per note: empty and full ground truths and means over fewer images
   */
  public List<String> notes(String dataset) {
    return methods().stream()
        .flatMap(method -> line(dataset, method).stream())
        .flatMap(line -> line.scores().stream())
        .flatMap(scores -> ScoreNotes.of(scores, columns).stream())
        .distinct()
        .toList();
  }
}
