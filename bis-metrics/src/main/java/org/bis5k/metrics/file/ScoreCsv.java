package org.bis5k.metrics.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;

/**
 * The tables of the released toolkit: one CSV file per data set, named after it, with one line per
 * method: {@code method, metric…} with four decimals and {@code nan} where undefined. Under another
 * profile than {@code uacanet} the first column is titled {@code method [profile]}, so that one
 * file cannot mix profiles. The format is that of the toolkit, so names are written as they are and
 * not as {@link SheetText}: do not open a file with names from others in a spreadsheet.
 */
public final class ScoreCsv {

  private static final int DIGITS = 4;

  private ScoreCsv() {}

  /**
   * Appends a method's line and creates the file if it does not exist. The file is replaced as a
   * whole or not touched.
   *
   * @param file the CSV file
   * @param method the method's name
   * @param scores its scores
   * @param metrics the columns
   * @throws InvalidInputException if the file has other columns or cannot be read or written
   */
  public static void append(Path file, String method, DatasetScores scores, List<Metric> metrics) {
    List<String> head = new ArrayList<>(List.of(scores.profile().csvColumn()));
    metrics.forEach(metric -> head.add(metric.label()));
    String before = Files.exists(file) ? existing(file, head) : CsvText.line(head);
    List<String> cells = new ArrayList<>(List.of(method));
    metrics.forEach(metric -> cells.add(Decimals.of(scores.value(metric), DIGITS)));
    ReportFile.write(file, before + CsvText.line(cells));
  }

  private static String existing(Path file, List<String> head) {
    String text;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(CsvText.bytes(file));
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw InvalidInputException.in(file, "is no text in UTF-8", e);
    }
    if (text.isEmpty()) {
      return CsvText.line(head);
    }
    String first = text.lines().findFirst().orElse("");
    if (!Arrays.stream(first.split(",")).map(String::strip).toList().equals(head)) {
      throw InvalidInputException.in(
          file,
          ("has other columns: expected '%s', found '%s'. Write to another file, or ask for the"
                  + " same metrics and profile.")
              .formatted(String.join(", ", head), JsonFields.shown(first)));
    }
    return text.endsWith("\n") ? text : text + "\n";
  }

  /**
   * Reads a table. If a method has several lines, the last one counts.
   *
   * @param file a file that {@link #append} or the released toolkit wrote; its name without
   *     extension is the data set's name
   * @return one line per method
   * @throws InvalidInputException if the file is missing, too large or not such a table
   */
  public static List<ScoreLine> read(Path file) {
    List<String[]> lines = CsvText.read(file);
    if (lines.isEmpty()) {
      throw InvalidInputException.in(file, "is empty; expected a head 'method, metric, …'");
    }
    try {
      String[] head = withoutTrailing(lines.get(0));
      Profile profile = profile(head[0]);
      List<Metric> metrics = Arrays.stream(head).skip(1).map(Metric::parse).toList();
      Map<String, ScoreLine> byMethod = new LinkedHashMap<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] cells = withoutTrailing(lines.get(i));
        if (cells.length != head.length) {
          throw new InvalidInputException(
              "line %s has %s cells, the head %s".formatted(i + 1, cells.length, head.length));
        }
        JsonFields.requireNameLength("line %s: the method's name".formatted(i + 1), cells[0]);
        byMethod.remove(cells[0]);
        byMethod.put(
            cells[0],
            ScoreLine.of(cells[0], ImageFiles.stem(file), profile, values(metrics, cells, i)));
      }
      if (byMethod.isEmpty()) {
        throw new InvalidInputException("it has a head, but no line of scores");
      }
      return List.copyOf(byMethod.values());
    } catch (InvalidInputException | IllegalArgumentException e) {
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
            "line %s: '%s' is no number".formatted(line + 1, JsonFields.shown(cells[c])), e);
      }
    }
    return values;
  }

  /** The toolkit ends its lines with a comma. */
  private static String[] withoutTrailing(String[] cells) {
    int last = cells.length - 1;
    return last > 0 && cells[last].isEmpty() ? Arrays.copyOf(cells, last) : cells;
  }

  private static Profile profile(String title) {
    for (Profile profile : Profile.values()) {
      if (profile.csvColumn().equals(title)) {
        return profile;
      }
    }
    if (title.startsWith("method [") && title.endsWith("]")) {
      return Profile.parse(title.substring("method [".length(), title.length() - 1));
    }
    throw new InvalidInputException(
        "the first column should be 'method'; found '%s'".formatted(JsonFields.shown(title)));
  }
}
