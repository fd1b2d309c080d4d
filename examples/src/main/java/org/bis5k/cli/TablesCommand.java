package org.bis5k.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.report.HtmlReport;
import org.bis5k.metrics.table.ScoreTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis tables}. */
@Command(
    name = "tables",
    description = {
      "Join the results of methods on data sets into one table and print it as Markdown.",
      "Results are what 'bis eval' writes, and CSV files that bear their data set's name."
    },
    mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {

  private static final int FOLDERS_DEEP = 2;
  private static final List<String> FORMS = List.of("md", "tex", "csv", "json", "html");

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT",
      description = "JSON or CSV files, or folders with JSON files in them and their subfolders.")
  private List<Path> results;

  @Mixin private MetricColumns columns;

  @Option(
      names = "--decimals",
      paramLabel = "N",
      defaultValue = "3",
      description = "Decimals of the values (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 10)
  private int decimals;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Write the table, as often as wanted: .md, .tex, .csv, .json,",
        "or .html for a report that compares the methods (from JSON files only)."
      })
  private List<Path> outputs = List.of();

  TablesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Path> files = new ArrayList<>();
    results.forEach(result -> files.addAll(files(result)));
    outputs.forEach(TablesCommand::requireForm);
    List<Metric> metrics = columns.or(List.of());
    ScoreTable table = ScoreTable.read(files).decimals(decimals);
    ScoreTable shown = metrics.isEmpty() ? table : table.columns(metrics);
    for (Path output : outputs) {
      if (form(output).equals("html")) {
        report(files).write(output);
      } else {
        shown.write(output);
      }
    }
    terminal.out().print(shown.markdown());
    return 0;
  }

  private HtmlReport report(List<Path> files) {
    HtmlReport.Options usual = HtmlReport.Options.usual();
    HtmlReport report = HtmlReport.of(usual.withColumns(columns.or(usual.columns())));
    for (Path file : files) {
      report = report.with(ScoreJson.read(file));
    }
    return report;
  }

  /** Refuses an unknown ending before any file is written. */
  private static void requireForm(Path output) {
    if (!FORMS.contains(form(output))) {
      throw InvalidInputException.in(output, "should end in .md, .tex, .csv, .json or .html");
    }
  }

  private static String form(Path output) {
    String name = output.toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static List<Path> files(Path result) {
    if (!Files.isDirectory(result)) {
      return List.of(result);
    }
    try (Stream<Path> within = Files.walk(result, FOLDERS_DEEP)) {
      List<Path> files = within.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (files.isEmpty()) {
        throw InvalidInputException.in(result, "holds no JSON file of scores");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw InvalidInputException.in(result, "cannot be read: " + e, e);
    }
  }
}
