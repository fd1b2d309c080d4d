package org.bis5k.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.report.HtmlReport;
import org.bis5k.metrics.table.ScoreTable;

/** Compares methods on data sets: a report for the browser and a table for a paper. */
public final class CompareExample {

  private CompareExample() {}

  /**
   * Writes the report and prints the table in LaTeX.
   *
   * @param arguments the report's file, and the files of scores that {@code bis eval} wrote
   */
  public static void main(String[] arguments) {
    List<Path> scores = Stream.of(arguments).skip(1).map(Path::of).toList();
    run(scores, Path.of(arguments[0]));
    System.out.print(ScoreTable.read(scores).latex());
  }

  /**
   * Writes a report that compares methods: intervals, curves, distributions and paired tests.
   *
   * @param scores JSON files, each with the scores of one method on one data set
   * @param html the report
   */
  public static void run(List<Path> scores, Path html) {
    HtmlReport report = HtmlReport.of(HtmlReport.Options.usual());
    for (Path file : scores) {
      report = report.with(ScoreJson.read(file));
    }
    report.write(html);
  }
}
