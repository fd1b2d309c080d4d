package org.bis5k.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetDetails;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DetailOptions;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.DetailCsv;
import org.bis5k.metrics.file.ImageCsv;
import org.bis5k.metrics.file.ScoreCsv;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.report.HtmlReport;
import org.bis5k.metrics.table.DetailTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The files that {@code bis eval} writes, and its journal. */
final class ScoreOutputs {

  @Option(names = "--csv", paramLabel = "FILE", description = "Append a line of scores.")
  private Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all scores, per image too.")
  private Path json;

  @Option(
      names = "--per-image",
      paramLabel = "FILE",
      description = "Write a CSV with a line per image, in full precision.")
  private Path perImage;

  @ArgGroup(exclusive = false)
  private Details details;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a report to read in a browser: one file that loads nothing.")
  private Path html;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder of the images for the report (default: images/ beside masks/).")
  private Path images;

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Images the report shows of the worst, the median and the best (default:"
              + " ${DEFAULT-VALUE}).")
  @Range(from = 0)
  private int cases;

  @Option(
      names = "--resume",
      paramLabel = "PATH",
      description = {
        "File (with --config: folder) that keeps what has been scored. Images whose files are"
            + " unchanged are not scored again."
      })
  private Path resume;

  /** The options for measures beyond the thirteen metrics. */
  private static final class Details {

    @Option(
        names = "--details",
        required = true,
        paramLabel = "FILE",
        description = {
          "Write a CSV of overlap, contour distances and calibration at threshold 0.5",
          "per image, and print their means."
        })
    private Path file;

    @Option(
        names = "--spacing",
        paramLabel = "X",
        defaultValue = "1",
        description = "The side of a pixel, for distances in its unit (default: 1).")
    @Range(from = 0, exclusive = true)
    private double spacing;

    @Option(
        names = "--tolerance",
        paramLabel = "X",
        defaultValue = "2",
        description = "The contour distance that the surface Dice forgives (default: 2).")
    @Range(from = 0)
    private double tolerance;

    DetailOptions options() {
      return DetailOptions.inPixels().withSpacing(spacing).withTolerance(tolerance);
    }
  }

  Optional<Path> images() {
    return Optional.ofNullable(images);
  }

  Optional<Path> journal() {
    return Optional.ofNullable(resume);
  }

  /** Whether an option names a file or folder that a configuration specifies. */
  boolean nameFiles() {
    return csv != null || json != null || perImage != null || images != null || details != null;
  }

  /** Scores two folders and continues a journal if one is given. */
  DatasetScores score(
      FolderEvaluator evaluator, EvalFolders folders, Optional<Path> journal, Terminal terminal) {
    if (journal.isEmpty()) {
      return evaluator.evaluate(folders.predictions(), folders.masks());
    }
    AtomicInteger now = new AtomicInteger();
    DatasetScores scores =
        evaluator.resume(
            folders.predictions(),
            folders.masks(),
            journal.get(),
            (image, done, total) -> now.incrementAndGet());
    terminal
        .err()
        .println(
            "Scored "
                + now
                + " of "
                + scores.images().size()
                + " images; the others were in "
                + journal.get());
    return scores;
  }

  /** Writes the files that the options name. The CSV that is appended to comes last. */
  void write(MethodScores result, List<Metric> columns) {
    if (json != null) {
      ScoreJson.write(json, result);
    }
    if (perImage != null) {
      ImageCsv.write(perImage, result.scores(), columns);
    }
    if (csv != null) {
      ScoreCsv.append(csv, result.method(), result.scores(), columns);
    }
  }

  /** Measures and writes the further measures and returns their table, if they are asked for. */
  Optional<DetailTable> details(FolderEvaluator evaluator, EvalFolders folders) {
    if (details == null) {
      return Optional.empty();
    }
    DatasetDetails measured =
        evaluator.details(folders.predictions(), folders.masks(), details.options());
    DetailCsv.write(details.file, measured);
    return Optional.of(DetailTable.of(measured));
  }

  /** Writes results into the folder of a configuration; a data set's CSV holds all methods. */
  static void writeInto(
      Path folder, boolean several, List<MethodScores> results, List<Metric> columns) {
    for (MethodScores result : results) {
      String dataset = result.dataset();
      Path own = several ? folder.resolve(result.method()) : folder;
      ScoreJson.write(own.resolve(dataset + ".json"), result);
      ImageCsv.write(own.resolve(dataset + "-images.csv"), result.scores(), columns);
    }
    for (MethodScores result : results) {
      Path csv = folder.resolve(result.dataset() + ".csv");
      ScoreCsv.append(csv, result.method(), result.scores(), columns);
    }
  }

  /** An empty report, if one is asked for. */
  Optional<HtmlReport> report(List<Metric> columns) {
    if (images != null && html == null) {
      throw new InvalidInputException("--images are for the report; give --html FILE, too");
    }
    HtmlReport.Options options = HtmlReport.Options.usual().withColumns(columns).withCases(cases);
    return html == null ? Optional.empty() : Optional.of(HtmlReport.of(options));
  }

  void write(HtmlReport report) {
    report.write(html);
  }
}
