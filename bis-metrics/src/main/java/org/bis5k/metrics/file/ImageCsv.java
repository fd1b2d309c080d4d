package org.bis5k.metrics.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Metric;

/**
 * The scores of each image as CSV in full double precision: {@code name, height, width, truth,
 * metric…}, ordered by name. Undefined values are {@code nan}; {@code truth} is {@code empty},
 * {@code full} or {@code mixed}. Names are written as {@link SheetText}.
 */
public final class ImageCsv {

  private ImageCsv() {}

  /**
   * The CSV text of a data set's images.
   *
   * @param scores the scores
   * @param metrics the columns
   * @return a head and one line per image
   */
  public static String text(DatasetScores scores, List<Metric> metrics) {
    List<String> head = new ArrayList<>(List.of("name", "height", "width", "truth"));
    metrics.forEach(metric -> head.add(metric.label()));
    StringBuilder text = new StringBuilder(CsvText.line(head));
    for (ImageScores image : scores.images()) {
      List<String> cells = new ArrayList<>();
      cells.add(SheetText.cell(image.name()));
      cells.add(String.valueOf(image.size().height()));
      cells.add(String.valueOf(image.size().width()));
      cells.add(image.truth().name().toLowerCase(Locale.ROOT));
      metrics.forEach(metric -> cells.add(Decimals.exact(image.value(metric))));
      text.append(CsvText.line(cells));
    }
    return text.toString();
  }

  /**
   * Writes the CSV text.
   *
   * @param file the file, replaced if it exists
   * @param scores the scores
   * @param metrics the columns
   * @throws org.bis5k.data.InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetScores scores, List<Metric> metrics) {
    ReportFile.write(file, text(scores, metrics));
  }
}
