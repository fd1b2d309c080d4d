package org.bis5k.metrics.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.metrics.DatasetDetails;
import org.bis5k.metrics.Detail;
import org.bis5k.metrics.ImageDetails;

/**
 * The {@link Detail}s of each image as CSV in full double precision: {@code name, dice, iou, …},
 * ordered by name. Undefined values are {@code nan}, distances to an empty mask {@code Infinity}.
 * Names are written as {@link SheetText}.
 */
public final class DetailCsv {

  private DetailCsv() {}

  /**
   * The CSV text of a data set's images.
   *
   * @param details the values
   * @return a head and one line per image
   */
  public static String text(DatasetDetails details) {
    List<String> head = new ArrayList<>(List.of("name"));
    for (Detail detail : Detail.values()) {
      head.add(detail.label());
    }
    StringBuilder text = new StringBuilder(CsvText.line(head));
    for (ImageDetails image : details.images()) {
      List<String> cells = new ArrayList<>(List.of(SheetText.cell(image.name())));
      for (Detail detail : Detail.values()) {
        cells.add(Decimals.exact(image.value(detail)));
      }
      text.append(CsvText.line(cells));
    }
    return text.toString();
  }

  /**
   * Writes the CSV text.
   *
   * @param file the file, replaced if it exists
   * @param details the values
   * @throws org.bis5k.data.InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetDetails details) {
    ReportFile.write(file, text(details));
  }
}
