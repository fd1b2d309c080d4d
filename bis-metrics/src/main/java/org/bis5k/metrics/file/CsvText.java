package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.TextFile;

/** Lines of CSV. Cells are separated by a comma and a space, as in the released toolkit. */
public final class CsvText {

  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_LINES = 100_000;
  private static final int MOST_CELLS = 1000;
  private static final int LONGEST_CELL = 10_000;

  private static final CsvMapper MAPPER =
      new CsvMapper(
          CsvFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
              .build());

  private CsvText() {}

  /**
   * One line of a table.
   *
   * @param cells the cells; a cell is quoted if necessary
   * @return the line with its line feed
   */
  public static String line(List<String> cells) {
    return cells.stream().map(CsvText::quoted).collect(Collectors.joining(", ")) + "\n";
  }

  private static String quoted(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ') && cell.equals(cell.strip());
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** The content of a file that is not too large to be a table of scores. */
  static byte[] bytes(Path file) {
    return TextFile.bytes(file, MOST_BYTES, "a table of scores");
  }

  /**
   * Reads all lines of a file.
   *
   * @param file a CSV file of at most 16 MiB and 100,000 lines, each of at most 1000 cells of
   *     10,000 characters
   * @return the cells of each line that is not empty, without the space around them
   * @throws InvalidInputException if the file is missing, too large or no CSV
   */
  public static List<String[]> read(Path file) {
    ReportFile.requireFile(file);
    byte[] bytes = bytes(file);
    List<String[]> all = new ArrayList<>();
    try (MappingIterator<String[]> lines =
        MAPPER
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(bytes)) {
      while (lines.hasNextValue()) {
        String[] cells = lines.nextValue();
        if (all.size() == MOST_LINES || cells.length > MOST_CELLS) {
          throw InvalidInputException.in(
              file,
              "is too large: a table of scores has at most %s lines of %s cells"
                  .formatted(MOST_LINES, MOST_CELLS));
        }
        all.add(cells);
      }
      return all;
    } catch (IOException e) {
      throw InvalidInputException.in(
          file, "cannot be read as CSV: " + JsonFields.problemWithLine(e), e);
    }
  }
}
