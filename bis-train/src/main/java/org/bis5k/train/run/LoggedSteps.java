package org.bis5k.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.ByteStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.InvalidInputException;

/**
 * The content of a run's log.
 *
 * @param losses the loss of every step, summed over the outputs, in order; NaN where none is logged
 * @param epochs the number of finished epochs
 */
record LoggedSteps(List<Double> losses, int epochs) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads a log.
   *
   * @throws InvalidInputException naming the first line that is not JSON, or whose step does not
   *     follow the step before
   */
  static LoggedSteps read(Path log) {
    return read(log, Long.MAX_VALUE);
  }

  /** Reads the first bytes of a log. */
  static LoggedSteps read(Path log, long bytes) {
    List<Double> losses = new ArrayList<>();
    int epochs = 0;
    int number = 0;
    try (InputStream in = ByteStreams.limit(Files.newInputStream(log), bytes);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode node = MAPPER.readTree(line);
        String kind = node.path("kind").asText();
        if (kind.equals("epoch")) {
          epochs++;
        } else if (kind.equals("step")) {
          if (node.path("step").asLong(-1) != losses.size()) {
            throw InvalidInputException.in(
                log,
                "line %s: expected step %s; found %s"
                    .formatted(number, losses.size(), node.path("step")));
          }
          losses.add(node.path("loss").isNumber() ? node.path("loss").doubleValue() : Double.NaN);
        }
      }
    } catch (JsonProcessingException e) {
      throw InvalidInputException.in(log, "line " + number + " is no JSON object", e);
    } catch (IOException e) {
      throw InvalidInputException.in(log, "cannot be read: " + e, e);
    }
    return new LoggedSteps(losses, epochs);
  }
}
