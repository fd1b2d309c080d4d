package org.bis5k.metrics.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.comparison.Bootstrap;
import org.bis5k.metrics.file.MethodScores;
import org.bis5k.metrics.file.ReportFile;
import org.bis5k.metrics.table.ResultTable;

/**
 * A report for reading in a browser or on paper: one HTML file that needs nothing else and loads
 * nothing. Per data set it has a summary with intervals, the threshold curves, the distributions
 * over images, a table of all images that can be sorted ({@code #sort=meanDic} in the address does
 * so at once, {@code #sort=-meanDic} downwards), paired tests where there are several methods, and
 * the worst, middle and best images with their errors where the folders are given. The same results
 * give the same bytes. Immutable.
 */
public final class HtmlReport {

  /**
   * What a report shows.
   *
   * @param columns the metrics in order
   * @param caseMetric the metric by which the worst and best images are chosen
   * @param cases images shown of each kind, 0 for none
   * @param side the greatest side of a picture in pixels, 16 to 1024
   * @param bootstrap how intervals are drawn
   */
  public record Options(
      List<Metric> columns, Metric caseMetric, int cases, int side, Bootstrap bootstrap) {

    /**
     * Checks the values.
     *
     * @param columns the metrics in order
     * @param caseMetric the metric of the choice
     * @param cases images shown of each kind
     * @param side the greatest side of a picture
     * @param bootstrap how intervals are drawn
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
            "A report shows 0 or more cases of 16 to 1024 pixels; found " + cases + ", " + side);
      }
    }

    /**
     * All metrics; three cases of each kind by meanDic, up to 256 pixels wide; BCa intervals of 95
     * % from 5000 resamples.
     *
     * @return the usual choices
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
     * @param each images shown of each kind, 0 for none
     * @return the changed options
     */
    public Options withCases(int each) {
      return new Options(columns, caseMetric, each, side, bootstrap);
    }
  }

  /** A result and where its pictures are. */
  record Part(MethodScores result, Optional<CaseFolders> folders) {}

  private final Options options;
  private final List<Part> parts;

  private HtmlReport(Options options, List<Part> parts) {
    this.options = options;
    this.parts = List.copyOf(parts);
  }

  /**
   * A report without results.
   *
   * @param options what it shows
   * @return the report
   */
  public static HtmlReport of(Options options) {
    return new HtmlReport(Objects.requireNonNull(options, "options"), List.of());
  }

  /**
   * This report with one more result and no pictures.
   *
   * @param result scores of a method on a data set
   * @return the longer report
   * @throws InvalidInputException if the profile is another, or the result is there already
   */
  public HtmlReport with(MethodScores result) {
    return with(new Part(result, Optional.empty()));
  }

  /**
   * This report with one more result and pictures of some of its images.
   *
   * @param result scores of a method on a data set
   * @param folders where the pictures are
   * @return the longer report
   * @throws InvalidInputException if the profile is another, or the result is there already
   */
  public HtmlReport with(MethodScores result, CaseFolders folders) {
    return with(new Part(result, Optional.of(folders)));
  }

  private HtmlReport with(Part part) {
    List<Part> longer = new ArrayList<>(parts);
    longer.add(part);
    ResultTable.of(longer.stream().map(Part::result).toList());
    return new HtmlReport(options, longer);
  }

  /**
   * Writes the report, as a whole or not at all. Pictures are read as they are written; memory
   * grows with the number of images by their rows of numbers alone.
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
