package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.CurveSums;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.TruthKind;

/**
 * The collected scores of a shard (a part of a data set) as a JSON file. Several machines can each
 * score a shard, and one of them merges the files. Sums of curves are written without rounding, as
 * hexadecimal integer and power of two, so the merged result has the bits of a single pass over all
 * images.
 */
public final class ShardJson {

  private static final String FORMAT = "bis-partial-scores-1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ShardJson() {}

  /**
   * Writes a shard.
   *
   * @param file the file, replaced if it exists
   * @param shard the scores collected so far
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetScoresBuilder shard) {
    DatasetScoresBuilder.State state = shard.state();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("profile", state.profile().label());
    ObjectNode curves = root.putObject("curves");
    for (Curve curve : Curve.values()) {
      ObjectNode node = curves.putObject(curve.label());
      node.put("images", state.curves().images(curve));
      state.curves().text(curve).forEach(node.putArray("sums")::add);
    }
    ArrayNode images = root.putArray("per_image");
    for (ImageScores image : state.images()) {
      ObjectNode node = images.addObject();
      ScoreFields.write(node, image);
      node.put("truth", image.truth().name().toLowerCase(Locale.ROOT));
    }
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
      JsonNode root = JsonFields.parse(json);
      String format = root.path("format").asText();
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException(
            "expected the format '%s', found '%s'".formatted(FORMAT, JsonFields.shown(format)));
      }
      CurveSums sums = new CurveSums();
      for (Curve curve : Curve.values()) {
        JsonNode node = JsonFields.required(JsonFields.required(root, "curves"), curve.label());
        List<String> text = new ArrayList<>();
        JsonFields.required(node, "sums").forEach(sum -> text.add(sum.asText()));
        sums.add(curve, JsonFields.required(node, "images").asLong(), text);
      }
      Profile profile = Profile.parse(JsonFields.text(root, "profile"));
      List<ImageScores> images = new ArrayList<>();
      for (JsonNode node : JsonFields.required(root, "per_image")) {
        String truth = JsonFields.text(node, "truth").toUpperCase(Locale.ROOT);
        images.add(ScoreFields.read(node, TruthKind.valueOf(truth)));
      }
      return DatasetScoresBuilder.of(new DatasetScoresBuilder.State(profile, images, sums));
    } catch (IOException | IllegalArgumentException | InvalidInputException e) {
      throw InvalidInputException.in(
          file, "is no shard of scores: " + JsonFields.problemWithLine(e), e);
    }
  }
}
