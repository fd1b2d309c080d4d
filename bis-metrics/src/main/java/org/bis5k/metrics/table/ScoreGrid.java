package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.file.ScoreLine;

/** The lines of a table by data set and method. Every method has a row in every data set. */
final class ScoreGrid {

  private static final String MISSING = "–";
  private static final long MOST_ROWS = 1_000_000;

  private final Map<Place, ScoreLine> lines = new HashMap<>();
  private final List<String> datasets;
  private final List<String> methods;
  private final int digits;

  /** A data set and a method, of which a table has at most one line. */
  record Place(String dataset, String method) {

    static Place of(ScoreLine line) {
      return new Place(line.dataset(), line.method());
    }
  }

  /** A printed value; its rank is among the methods on the same data set. */
  record Cell(String printed, Ranking rank) {}

  /** The values of a method on a data set in the order of the columns. */
  record Row(String method, List<Cell> cells) {}

  ScoreGrid(List<ScoreLine> all, int digits) {
    this.digits = digits;
    LinkedHashSet<String> distinctDatasets = new LinkedHashSet<>();
    LinkedHashSet<String> distinctMethods = new LinkedHashSet<>();
    for (ScoreLine line : all) {
      distinctDatasets.add(line.dataset());
      distinctMethods.add(line.method());
      if (lines.put(Place.of(line), line) != null) {
        throw new InvalidInputException(
            "There is more than one result of '%s' on '%s'; leave out all but one"
                .formatted(line.method(), line.dataset()));
      }
    }
    long rows = (long) distinctDatasets.size() * distinctMethods.size();
    if (rows > MOST_ROWS) {
      throw new InvalidInputException(
          "%s data sets and %s methods make %s rows; a table has at most %s. Make several tables."
              .formatted(distinctDatasets.size(), distinctMethods.size(), rows, MOST_ROWS));
    }
    this.datasets = List.copyOf(distinctDatasets);
    this.methods = List.copyOf(distinctMethods);
  }

  List<String> datasets() {
    return datasets;
  }

  List<String> methods() {
    return methods;
  }

  Optional<ScoreLine> line(String dataset, String method) {
    return Optional.ofNullable(lines.get(new Place(dataset, method)));
  }

  /** One row per method. */
  List<Row> rows(String dataset, List<Metric> columns) {
    List<List<Cell>> cells = new ArrayList<>();
    methods.forEach(method -> cells.add(new ArrayList<>()));
    for (Metric metric : columns) {
      List<String> printed = printed(dataset, metric);
      List<Ranking> ranks = Ranking.of(printed, metric.higherIsBetter());
      for (int m = 0; m < methods.size(); m++) {
        cells.get(m).add(new Cell(printed.get(m), ranks.get(m)));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      rows.add(new Row(methods.get(m), cells.get(m)));
    }
    return rows;
  }

  /** One rank per method. */
  List<Ranking> ranks(String dataset, Metric metric) {
    return Ranking.of(printed(dataset, metric), metric.higherIsBetter());
  }

  private List<String> printed(String dataset, Metric metric) {
    List<String> printed = new ArrayList<>();
    for (String method : methods) {
      OptionalDouble value =
          line(dataset, method).map(line -> line.value(metric)).orElse(OptionalDouble.empty());
      printed.add(value.isPresent() ? Decimals.of(value.getAsDouble(), digits) : MISSING);
    }
    return printed;
  }
}
