package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.metrics.DatasetDetails;
import org.bis5k.metrics.Detail;
import org.bis5k.metrics.DetailOptions;
import org.bis5k.metrics.file.Decimals;

/**
 * The {@link Detail}s of a data set as text: for each value its mean, the mean of its finite
 * values, and the numbers of images that define it, do not define it, and have an infinite value.
 * Immutable.
 */
public final class DetailTable {

  private static final int DIGITS = 3;

  private final DatasetDetails details;

  private DetailTable(DatasetDetails details) {
    this.details = details;
  }

  /**
   * A table.
   *
   * @param details the values
   * @return the table
   */
  public static DetailTable of(DatasetDetails details) {
    return new DetailTable(details);
  }

  /** The table as aligned text, each line ended by a line feed. */
  @Override
  public String toString() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("at 0.5", "mean", "finite mean", "images", "undefined", "infinite"));
    for (Detail detail : Detail.values()) {
      int undefined = details.undefined(detail);
      double mean = details.mean(detail);
      cells.add(
          List.of(
              detail.label(),
              Double.isInfinite(mean) ? "inf" : Decimals.of(mean, DIGITS),
              Decimals.of(details.finiteMean(detail), DIGITS),
              String.valueOf(details.images().size() - undefined),
              String.valueOf(undefined),
              String.valueOf(details.infinite(detail))));
    }
    DetailOptions options = details.options();
    return TextTable.align(cells)
        + "pixel spacing %s, tolerance %s, boundary width %s, %s calibration bins\n"
            .formatted(
                options.spacing(),
                options.tolerance(),
                options.bandWidth() == 0 ? "2 %" : options.bandWidth(),
                options.bins());
  }
}
