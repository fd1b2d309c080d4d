package org.bis5k.metrics.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.TextFile;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.JsonFields;
import org.bis5k.metrics.file.ReportFile;

/**
 * A file of scored images, from which an interrupted or repeated evaluation continues. The first
 * line names the format and the profile; each further line is the measurement of an image as JSON
 * with the digests of its two files. A line is valid while the digests are unchanged; under another
 * profile no line is. Lines are appended as images are scored. An incomplete last line, which a
 * killed process leaves, is ignored. Safe for use by several threads.
 */
final class ScoreJournal implements AutoCloseable {

  private static final String FORMAT = "bis-score-journal-1";
  private static final int MOST_BYTES = 1 << 30;

  /** A line has 512 counts at most, and an image's name of at most 1000 characters. */
  private static final int LONGEST_LINE = 100_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final Profile profile;
  private final String head;
  private final Map<String, String> earlier;
  private final SortedMap<String, String> current = new TreeMap<>();
  private final BufferedWriter appending;

  private ScoreJournal(Path file, Profile profile, Map<String, String> earlier) throws IOException {
    this.file = file;
    this.profile = profile;
    this.head =
        MAPPER.createObjectNode().put("format", FORMAT).put("profile", profile.label()).toString();
    this.earlier = earlier;
    write(new TreeMap<>(earlier));
    this.appending = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
  }

  /**
   * Opens a journal, or creates one if the file does not exist.
   *
   * @throws InvalidInputException if the file is not a journal or cannot be written
   */
  static ScoreJournal open(Path file, Profile profile) {
    if (Files.isDirectory(file)) {
      throw InvalidInputException.in(file, "expected a file that keeps scores; found a folder");
    }
    try {
      Map<String, String> lines = Files.exists(file) ? read(file, profile) : new HashMap<>();
      return new ScoreJournal(file, profile, lines);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read or written: " + e, e);
    }
  }

  private static Map<String, String> read(Path file, Profile profile) {
    byte[] bytes = TextFile.bytes(file, MOST_BYTES, "a journal of scores");
    Map<String, String> images = new HashMap<>();
    int start = 0;
    int lines = 0;
    // Up to the last line feed: a killed process may leave part of a line.
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] != '\n') {
        continue;
      }
      lines++;
      try {
        if (end - start > LONGEST_LINE) {
          throw new IllegalArgumentException("has more than " + LONGEST_LINE + " bytes");
        }
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        JsonNode node = JsonFields.parse(line);
        if (lines > 1) {
          images.put(JsonFields.text(node, "name"), line);
        } else if (!node.path("format").asText().equals(FORMAT)) {
          throw new IllegalArgumentException("expected the format '" + FORMAT + "'");
        } else if (!node.path("profile").asText().equals(profile.label())) {
          return images;
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw damaged(file, lines, e);
      }
      start = end + 1;
    }
    if (lines == 0 && bytes.length > 0) {
      throw damaged(file, 1, new IllegalArgumentException("expected a whole line"));
    }
    return images;
  }

  private static InvalidInputException damaged(Path file, int line, Exception cause) {
    return InvalidInputException.in(
        file,
        ("is no journal of scores (line %s: %s). Name another file, or delete this one to score all"
                + " images again.")
            .formatted(line, JsonFields.problem(cause)),
        cause);
  }

  /** The measurement of an image whose files had the same digests; it stays in the journal. */
  synchronized Optional<ImageMeasurement> find(String name, String digest) {
    String line = earlier.get(name);
    if (line == null) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonFields.parse(line);
      if (!node.path("files").asText().equals(digest)) {
        return Optional.empty();
      }
      ImageMeasurement image = MeasurementJson.read(node, profile);
      current.put(name, line);
      return Optional.of(image);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw InvalidInputException.in(
          file, "the line of the image '" + name + "' is damaged: " + JsonFields.problem(e), e);
    }
  }

  /** Adds the measurement of an image whose files have the given digests. */
  synchronized void add(ImageMeasurement image, String digest) {
    ObjectNode node = MAPPER.createObjectNode();
    MeasurementJson.write(node, image);
    node.put("files", digest);
    current.put(image.scores().name(), node.toString());
    try {
      appending.write(node + "\n");
      appending.flush();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
  }

  /** Rewrites the file with the images of this evaluation only, ordered by name. */
  synchronized void finish() {
    write(current);
  }

  private void write(SortedMap<String, String> lines) {
    ReportFile.write(
        file,
        text -> {
          text.append(head).append('\n');
          for (String line : lines.values()) {
            text.append(line).append('\n');
          }
        });
  }

  @Override
  public synchronized void close() {
    try {
      appending.close();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
  }
}
