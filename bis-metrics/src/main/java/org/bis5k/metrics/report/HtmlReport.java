package org.bis5k.metrics.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.file.ReportFile;
import org.bis5k.metrics.table.ScoreTable;

/**
 * A report as one self-contained HTML file for the browser or for printing; it loads nothing. For
 * each data set it has a summary with confidence intervals, the threshold curves, the distributions
 * over images, paired tests if there are several methods, a sortable table of all images ({@code
 * #sort=meanDic} in the address sorts at once, {@code #sort=-meanDic} in falling order), and, if
 * the folders are given, the worst, median and best images with their errors. The same results give
 * the same bytes. Immutable.
 */
public final class HtmlReport {

  /**
   * The options of a report.
   *
   * @param columns the metrics in order, at least one
   * @param caseMetric the metric that orders the images from worst to best
   * @param cases the number of images shown of each kind (worst, median, best); 0 for none
   * @param side the greatest side of a picture in pixels, 16 to 1024
   * @param bootstrap the options of the confidence intervals
   */
  public record Options(
      List<Metric> columns, Metric caseMetric, int cases, int side, Bootstrap bootstrap) {

    /**
     * Refuses an empty list of metrics and numbers out of range.
     *
     * @param columns the metrics in order
     * @param caseMetric the metric that orders the images
     * @param cases the number of images shown of each kind
     * @param side the greatest side of a picture
     * @param bootstrap the options of the confidence intervals
     * @throws IllegalArgumentException if there is no metric or a number is out of range
     */
    public Options {
      columns = List.copyOf(columns);
      Objects.requireNonNull(caseMetric, "caseMetric");
      Objects.requireNonNull(bootstrap, "bootstrap");
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("A report needs at least one metric");
      }
      if (cases < 0 || side < 16 || side > 1024) {
        throw new IllegalArgumentException(
            "A report shows 0 or more cases of 16 to 1024 pixels; found %s, %s"
                .formatted(cases, side));
      }
    }

    /**
     * The usual options: all metrics, three cases of each kind by meanDic with pictures of up to
     * 256 pixels, 95 % intervals from 5000 resamples.
     *
     * @return the options
     */
    public static Options usual() {
      return new Options(Metric.all(), Metric.MEAN_DIC, 3, 256, new Bootstrap(5000, 0.95, 1));
    }

    /**
     * These options with other metrics.
     *
     * @param metrics the metrics in order, at least one
     * @return the changed options
     */
    public Options withColumns(List<Metric> metrics) {
      return new Options(metrics, caseMetric, cases, side, bootstrap);
    }

    /**
     * These options with another number of cases.
     *
     * @param each the number of images shown of each kind; 0 for none
     * @return the changed options
     * @throws IllegalArgumentException if it is negative
     */
    public Options withCases(int each) {
      return new Options(columns, caseMetric, each, side, bootstrap);
    }

    /**
     * These options with another metric for the choice of cases.
     *
     * @param metric the metric that orders the images from worst to best
     * @return the changed options
     */
    public Options withCaseMetric(Metric metric) {
      return new Options(columns, metric, cases, side, bootstrap);
    }

    /**
     * These options with pictures of another size.
     *
     * @param pixels the greatest side of a picture in pixels, 16 to 1024
     * @return the changed options
     * @throws IllegalArgumentException if it is out of range
     */
    public Options withSide(int pixels) {
      return new Options(columns, caseMetric, cases, pixels, bootstrap);
    }

    /**
     * These options with other confidence intervals.
     *
     * @param intervals the options of the intervals
     * @return the changed options
     */
    public Options withBootstrap(Bootstrap intervals) {
      return new Options(columns, caseMetric, cases, side, intervals);
    }
  }

  /**
   * The folders of the pictures of a result.
   *
   * @param predictions the predictions that were scored
   * @param truths the ground truths
   * @param images the images under the same names; empty if there are none
   */
  public record Folders(Path predictions, Path truths, Optional<Path> images) {}

  /** A result and the folders of its pictures. */
  record Part(MethodScores result, Optional<Folders> folders) {}

  private final Options options;
  private final List<Part> parts;

  private HtmlReport(Options options, List<Part> parts) {
    this.options = options;
    this.parts = List.copyOf(parts);
  }

  /**
   * A report without results.
   *
   * @param options what the report shows
   * @return the report
   */
  public static HtmlReport of(Options options) {
    return new HtmlReport(Objects.requireNonNull(options, "options"), List.of());
  }

  /**
   * This report with one more result, without pictures.
   *
   * @param result the scores of a method on a data set
   * @return the longer report
   * @throws InvalidInputException if the profile differs, or the report has a result of this method
   *     on this data set
   */
  public HtmlReport with(MethodScores result) {
    return with(new Part(result, Optional.empty()));
  }

  /**
   * This report with one more result and pictures of its cases.
   *
   * @param result the scores of a method on a data set
   * @param folders the folders of the pictures
   * @return the longer report
   * @throws InvalidInputException if the profile differs, or the report has a result of this method
   *     on this data set
   */
  public HtmlReport with(MethodScores result, Folders folders) {
    return with(new Part(result, Optional.of(folders)));
  }

  private HtmlReport with(Part part) {
    List<Part> longer = new ArrayList<>(parts);
    longer.add(part);
    ScoreTable.of(longer.stream().map(Part::result).toList());
    return new HtmlReport(options, longer);
  }

  /**
   * Writes the report. Pictures are read one after another while the file is written.
   *
   * @param file the file, replaced if it exists
   * @throws InvalidInputException if there is no result, a picture cannot be read or the file
   *     cannot be written
   */
  public void write(Path file) {
    if (parts.isEmpty()) {
      throw new InvalidInputException("There is no result to report");
    }
    ReportFile.write(file, new ReportPage(options, parts)::writeTo);
  }
}
