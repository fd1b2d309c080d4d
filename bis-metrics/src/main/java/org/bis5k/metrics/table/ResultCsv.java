package org.bis5k.metrics.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.CsvText;
import org.bis5k.metrics.file.ScoreCsv;

/**
 * Reads the CSV files that {@link ScoreCsv} and the released toolkit append to: one per data set,
 * which bears the file's name. Of a method with several lines the last one counts.
 */
final class ResultCsv {

  private ResultCsv() {}

  static List<ResultLine> read(Path file) {
    List<String[]> lines = CsvText.read(file);
    if (lines.isEmpty()) {
      throw InvalidInputException.in(file, "is empty; expected a head 'method, metric, …'");
    }
    try {
      String[] head = withoutTrailing(lines.get(0));
      Profile profile = profile(head[0]);
      List<Metric> metrics = new ArrayList<>();
      Arrays.stream(head).skip(1).map(Metric::parse).forEach(metrics::add);
      Map<String, ResultLine> byMethod = new LinkedHashMap<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] cells = withoutTrailing(lines.get(i));
        if (cells.length != head.length) {
          throw new InvalidInputException(
              "line " + (i + 1) + " has " + cells.length + " cells, the head " + head.length);
        }
        byMethod.remove(cells[0]);
        byMethod.put(
            cells[0],
            new ResultLine(
                cells[0],
                ImageFiles.stem(file),
                profile,
                values(metrics, cells, i),
                Optional.empty()));
      }
      if (byMethod.isEmpty()) {
        throw new InvalidInputException("it has a head, but no line of scores");
      }
      return List.copyOf(byMethod.values());
    } catch (InvalidInputException e) {
      throw InvalidInputException.in(file, "is no table of scores: " + e.getMessage(), e);
    }
  }

  private static Map<Metric, Double> values(List<Metric> metrics, String[] cells, int line) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (int c = 1; c < cells.length; c++) {
      try {
        values.put(
            metrics.get(c - 1),
            cells[c].equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(cells[c]));
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "line " + (line + 1) + ": '" + cells[c] + "' is no number", e);
      }
    }
    return values;
  }

  /** The toolkit ends its lines with a comma. */
  private static String[] withoutTrailing(String[] cells) {
    int last = cells.length - 1;
    return last > 0 && cells[last].isEmpty() ? Arrays.copyOf(cells, last) : cells;
  }

  private static Profile profile(String head) {
    if (head.equals("method")) {
      return Profile.UACANET;
    }
    if (head.startsWith("method [") && head.endsWith("]")) {
      return Profile.parse(head.substring("method [".length(), head.length() - 1));
    }
    throw new InvalidInputException("the first column should be 'method'; found '" + head + "'");
  }
}
