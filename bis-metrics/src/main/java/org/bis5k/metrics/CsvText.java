package org.bis5k.metrics;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;

/** Lines of cells, separated by a comma and a space as the released toolkit does. */
final class CsvText {

  private static final int MAX_BYTES = 16 << 20;

  private CsvText() {}

  static String line(List<String> cells) {
    return cells.stream().map(CsvText::quoted).collect(Collectors.joining(", ")) + "\n";
  }

  private static String quoted(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && cell.equals(cell.strip());
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** The content of a file that is not too large to be a table of scores. */
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw InvalidInputException.in(
            file, "is too large: a table of scores has at most " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read (" + e + ")", e);
    }
  }

  /** All lines of a file; cells without the space around them. */
  static List<String[]> read(Path file) {
    ReportFile.requireThere(file);
    byte[] bytes = bytes(file);
    try (MappingIterator<String[]> lines =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(bytes)) {
      return lines.readAll();
    } catch (IOException e) {
      throw InvalidInputException.in(
          file, "cannot be read as CSV: " + JsonProblem.wordsAndLine(e), e);
    }
  }
}
