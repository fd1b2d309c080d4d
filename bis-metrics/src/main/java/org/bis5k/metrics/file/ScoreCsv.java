package org.bis5k.metrics.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;

/**
 * Result tables as the released toolkit keeps them: one CSV file per data set, one line per method,
 * {@code method, metric…} with four decimals and {@code nan} where undefined. Under another profile
 * than {@code uacanet} the first column is headed {@code method [profile]}, so that numbers of two
 * profiles cannot meet in one file.
 */
public final class ScoreCsv {

  private static final int DIGITS = 4;

  private static final int LONGEST_SHOWN = 500;

  private ScoreCsv() {}

  /**
   * Appends a method's line, beginning the file if there is none. The file is replaced as a whole
   * or not touched.
   *
   * @param file the CSV file
   * @param method the method's name
   * @param scores its scores
   * @param metrics the columns
   * @throws InvalidInputException if the file has other columns or cannot be read or written
   */
  public static void append(Path file, String method, DatasetScores scores, List<Metric> metrics) {
    List<String> header = header(scores.profile(), metrics);
    String before = Files.exists(file) ? existing(file, header) : CsvText.line(header);
    List<String> cells = new ArrayList<>(List.of(method));
    metrics.forEach(metric -> cells.add(Decimals.of(scores.value(metric), DIGITS)));
    ReportFile.write(file, before + CsvText.line(cells));
  }

  private static List<String> header(Profile profile, List<Metric> metrics) {
    List<String> header = new ArrayList<>();
    header.add(profile == Profile.UACANET ? "method" : "method [" + profile.label() + "]");
    metrics.forEach(metric -> header.add(metric.label()));
    return header;
  }

  private static String existing(Path file, List<String> header) {
    String text;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(CsvText.bytes(file));
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw InvalidInputException.in(file, "is no text in UTF-8", e);
    }
    if (text.isEmpty()) {
      return CsvText.line(header);
    }
    String first = text.lines().findFirst().orElse("");
    if (!Arrays.stream(first.split(",")).map(String::strip).toList().equals(header)) {
      throw InvalidInputException.in(
          file,
          "has other columns: expected '"
              + String.join(", ", header)
              + "', found '"
              + (first.length() > LONGEST_SHOWN ? first.substring(0, LONGEST_SHOWN) + "..." : first)
              + "'. Write to another file, or ask for the same metrics and profile.");
    }
    return text.endsWith("\n") ? text : text + "\n";
  }
}
