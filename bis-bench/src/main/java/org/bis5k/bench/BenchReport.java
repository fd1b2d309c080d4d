package org.bis5k.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/**
 * Measurements of one machine at one time, kept as JSON.
 *
 * @param date of the measurement, ISO 8601
 * @param machine where
 * @param results what
 */
public record BenchReport(String date, Machine machine, List<Measured> results) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Copies the list.
   *
   * @param date of the measurement
   * @param machine where
   * @param results what
   */
  public BenchReport {
    results = List.copyOf(results);
  }

  /**
   * Reads a report.
   *
   * @param file what {@link #write} wrote
   * @return the report
   * @throws InvalidInputException if the file is unreadable or no report
   */
  public static BenchReport read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), BenchReport.class);
    } catch (JsonProcessingException wrong) {
      throw InvalidInputException.in(
          file, "expected a report of bis bench; " + wrong.getOriginalMessage());
    } catch (IOException unreadable) {
      throw InvalidInputException.in(file, "cannot be read; " + unreadable);
    }
  }

  /**
   * Writes the report whole or not at all.
   *
   * @param file the file, replaced if it exists
   */
  public void write(Path file) {
    try {
      byte[] text = (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * A measurement that both reports have.
   *
   * @param name what was measured
   * @param before its median in milliseconds in the older report
   * @param after its median in milliseconds in the newer one
   */
  public record Change(String name, double before, double after) {

    /**
     * The newer time by the older.
     *
     * @return 1 where nothing changed, more where it became slower
     */
    public double ratio() {
      return after / before;
    }

    /** For example {@code step d=8: 280.0 ms to 330.4 ms, 1.18 times}. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s: %.1f ms to %.1f ms, %.2f times", name, before, after, ratio());
    }
  }

  /**
   * What changed from this report to a newer one.
   *
   * @param newer another report, of the same machine if the times shall mean anything
   * @return the measurements that both have, in this report's order
   */
  public List<Change> changesTo(BenchReport newer) {
    List<Change> changes = new ArrayList<>();
    for (Measured old : results) {
      newer.results().stream()
          .filter(one -> one.name().equals(old.name()))
          .findFirst()
          .ifPresent(one -> changes.add(new Change(old.name(), old.median(), one.median())));
    }
    return changes;
  }
}
