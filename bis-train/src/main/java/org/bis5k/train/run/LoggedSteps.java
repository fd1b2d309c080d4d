package org.bis5k.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.InvalidInputException;

/**
 * What a run's log holds, for those who only read it.
 *
 * @param losses the summed loss of every step, in order
 * @param epochs how many epochs it tells the end of
 */
record LoggedSteps(List<Double> losses, int epochs) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads a log.
   *
   * @throws InvalidInputException naming the first line that is no JSON, or whose step is not the
   *     one after the step before
   */
  static LoggedSteps read(Path log) {
    List<Double> losses = new ArrayList<>();
    int epochs = 0;
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(log)) {
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
                "line "
                    + number
                    + ": expected step "
                    + losses.size()
                    + "; found "
                    + node.path("step"));
          }
          losses.add(node.path("loss").doubleValue());
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
