package org.bis5k.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/**
 * Scores as JSON in full double precision, null where undefined: {@code {"profile", "images",
 * "metrics": {"meanDic": …}, "counted": {"wFm": …}, "empty_truth": [names], "full_truth": [names],
 * "per_image": [{"name", "shape": [height, width], "Sm", "wFm", "mae", "meanPr", "maxPr", …}]}}.
 * {@code counted} tells over how many images a metric is averaged, where that is not all of them.
 */
public final class ScoreJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ScoreJson() {}

  /**
   * The JSON text of a data set's scores.
   *
   * @param scores the scores
   * @return indented JSON
   */
  public static String text(DatasetScores scores) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("profile", scores.profile().label());
    root.put("images", scores.images().size());
    ObjectNode metrics = root.putObject("metrics");
    ObjectNode counted = root.putObject("counted");
    for (Metric metric : Metric.all()) {
      RowJson.put(metrics, metric.label(), scores.value(metric));
      if (scores.counted(metric) < scores.images().size()) {
        counted.put(metric.label(), scores.counted(metric));
      }
    }
    scores.names(TruthKind.EMPTY).forEach(root.putArray("empty_truth")::add);
    scores.names(TruthKind.FULL).forEach(root.putArray("full_truth")::add);
    ArrayNode images = root.putArray("per_image");
    scores.images().forEach(row -> RowJson.write(images.addObject(), row));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and names could not be written", e);
    }
  }

  /**
   * Writes the JSON text, as a whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param scores the scores
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetScores scores) {
    ReportFile.write(file, text(scores));
  }
}
