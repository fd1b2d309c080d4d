package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.CurveSums;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.ScoreRow;
import org.bis5k.metrics.Thresholds;
import org.bis5k.metrics.TruthKind;

/**
 * A shard's collected scores as a JSON file, so that machines can each score a part of a data set
 * and one of them merge the parts. Curve sums are written exactly, as hexadecimal integer and power
 * of two: the merged result has the bits of a single pass over all images.
 */
public final class PartialScores {

  private static final String FORMAT = "bis-partial-scores-1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PartialScores() {}

  /**
   * Writes a shard, as a whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param shard the scores collected so far
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetScoresBuilder shard) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    shard.save(
        (profile, rows, sums) -> {
          root.put("profile", profile.label());
          ObjectNode curves = root.putObject("curves");
          for (Curve curve : Curve.values()) {
            ObjectNode node = curves.putObject(curve.label());
            node.put("images", sums.count(curve));
            ArrayNode values = node.putArray("sums");
            for (int j = 0; j < Thresholds.COUNT; j++) {
              values.add(sums.sum(curve, j).toText());
            }
          }
          ArrayNode images = root.putArray("per_image");
          for (ScoreRow row : rows) {
            ObjectNode node = images.addObject();
            RowJson.write(node, row);
            node.put("truth", row.truth().name().toLowerCase(Locale.ROOT));
          }
        });
    try {
      ReportFile.write(file, MAPPER.writeValueAsString(root) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and names could not be written", e);
    }
  }

  /**
   * Reads a shard, to be merged with others.
   *
   * @param file a file that {@link #write} wrote
   * @return a builder holding the shard
   * @throws InvalidInputException if the file is missing, damaged or of another format
   */
  public static DatasetScoresBuilder read(Path file) {
    byte[] json = ScoreJson.bytes(file);
    try {
      JsonNode root = MAPPER.readTree(json);
      String format = root.path("format").asText();
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException(
            "expected the format '" + FORMAT + "', found '" + format + "'");
      }
      CurveSums sums = new CurveSums();
      for (Curve curve : Curve.values()) {
        JsonNode node = RowJson.required(RowJson.required(root, "curves"), curve.label());
        JsonNode values = RowJson.required(node, "sums");
        if (values.size() != Thresholds.COUNT) {
          throw new IllegalArgumentException(
              "expected 256 sums of " + curve.label() + ", found " + values.size());
        }
        sums.setCount(curve, RowJson.required(node, "images").asLong());
        for (int j = 0; j < Thresholds.COUNT; j++) {
          sums.sum(curve, j).addText(values.get(j).asText());
        }
      }
      DatasetScoresBuilder shard =
          DatasetScores.builder(Profile.parse(RowJson.required(root, "profile").asText()));
      for (JsonNode node : RowJson.required(root, "per_image")) {
        String truth = RowJson.required(node, "truth").asText().toUpperCase(Locale.ROOT);
        shard.restore(RowJson.read(node, TruthKind.valueOf(truth)));
      }
      shard.restore(sums);
      return shard;
    } catch (IOException | IllegalArgumentException | InvalidInputException e) {
      throw InvalidInputException.in(
          file, "is no shard of scores: " + JsonProblem.wordsAndLine(e), e);
    }
  }
}
