package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.TextFile;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.TruthKind;

/**
 * Scores as JSON in full double precision, null where undefined: {@code {"method", "dataset",
 * "profile", "images", "metrics": {"meanDic": …}, "counted": {"wFm": …}, "empty_truth": [names],
 * "full_truth": [names], "library": {"version", "commit"}, "predictions": {…}, "per_image":
 * [{"name", "shape": [height, width], "Sm", "wFm", "mae", "meanPr", "maxPr", …}], "curves": {"Dic":
 * [256 values], …}}}. {@code counted} holds the number of images of each metric that some images do
 * not define. {@code method}, {@code dataset} and {@code predictions} (the record that lies beside
 * the predictions) are present only if known.
 */
public final class ScoreJson {

  /** Enough for some hundred thousand images. */
  private static final int MOST_BYTES = 256 << 20;

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
    return text(MAPPER.createObjectNode(), scores);
  }

  /**
   * The JSON text of a method's scores on a data set.
   *
   * @param result the scores with their names
   * @return indented JSON
   */
  public static String text(MethodScores result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("method", result.method()).put("dataset", result.dataset());
    result.predictions().ifPresent(json -> root.set("predictions", record(json)));
    return text(root, result.scores());
  }

  private static JsonNode record(String json) {
    try {
      return JsonFields.parse(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The record of predictions is no JSON: " + json, e);
    }
  }

  /**
   * Adds the record of how the predictions were made.
   *
   * @param result the scores
   * @param predictions the folder of predictions
   * @return the scores with the content of {@code provenance.json} in that folder; the same scores
   *     if there is no such file
   * @throws InvalidInputException if the file cannot be read or holds no JSON object
   */
  public static MethodScores withRecord(MethodScores result, Path predictions) {
    Path file = predictions.resolve(Provenance.FILE_NAME);
    if (!Files.exists(file)) {
      return result;
    }
    String json = TextFile.read(file, Provenance.MOST_BYTES, "a record");
    try {
      if (JsonFields.parse(json).isObject()) {
        return new MethodScores(
            result.method(), result.dataset(), result.scores(), Optional.of(json));
      }
    } catch (JsonProcessingException e) {
      throw InvalidInputException.in(
          file, "is damaged: " + JsonFields.problem(e) + "; remove it or predict again", e);
    }
    throw InvalidInputException.in(
        file, "is damaged: expected a JSON object; remove it or predict again");
  }

  private static String text(ObjectNode root, DatasetScores scores) {
    Provenance library = Provenance.now(0, "", "", Map.of());
    root.putObject("library").put("version", library.version()).put("commit", library.commit());
    root.put("profile", scores.profile().label());
    root.put("images", scores.images().size());
    ObjectNode metrics = root.putObject("metrics");
    ObjectNode counted = root.putObject("counted");
    for (Metric metric : Metric.all()) {
      JsonFields.put(metrics, metric.label(), scores.value(metric));
      if (scores.counted(metric) < scores.images().size()) {
        counted.put(metric.label(), scores.counted(metric));
      }
    }
    scores.names(TruthKind.EMPTY).forEach(root.putArray("empty_truth")::add);
    scores.names(TruthKind.FULL).forEach(root.putArray("full_truth")::add);
    ArrayNode images = root.putArray("per_image");
    scores.images().forEach(image -> ScoreFields.write(images.addObject(), image));
    ScoreFields.write(root.putObject("curves"), scores.curves());
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and names could not be written", e);
    }
  }

  /**
   * Writes the scores of a data set.
   *
   * @param file the file, replaced if it exists
   * @param scores the scores
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, DatasetScores scores) {
    ReportFile.write(file, text(scores));
  }

  /**
   * Writes the scores of a method on a data set.
   *
   * @param file the file, replaced if it exists
   * @param result the scores with their names
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, MethodScores result) {
    ReportFile.write(file, text(result));
  }

  /**
   * Reads a method's scores back, bit for bit.
   *
   * @param file a file that {@link #write(Path, MethodScores)} wrote
   * @return the scores with their names
   * @throws InvalidInputException if the file is missing, damaged, without the names, or names an
   *     image twice
   */
  public static MethodScores read(Path file) {
    byte[] json = bytes(file);
    try {
      JsonNode root = JsonFields.parse(json);
      Set<String> empty = names(root, "empty_truth");
      Set<String> full = names(root, "full_truth");
      List<ImageScores> images = new ArrayList<>();
      Set<String> known = new HashSet<>();
      for (JsonNode node : JsonFields.required(root, "per_image")) {
        String name = JsonFields.text(node, "name");
        if (!known.add(name)) {
          throw new IllegalArgumentException("the image '" + name + "' is in it twice");
        }
        TruthKind truth =
            empty.contains(name)
                ? TruthKind.EMPTY
                : full.contains(name) ? TruthKind.FULL : TruthKind.MIXED;
        images.add(ScoreFields.read(node, truth));
      }
      return new MethodScores(
          JsonFields.text(root, "method"),
          JsonFields.text(root, "dataset"),
          DatasetScores.of(
              Profile.parse(JsonFields.text(root, "profile")),
              images,
              ScoreFields.curves(JsonFields.required(root, "curves"))),
          Optional.ofNullable(root.get("predictions")).map(JsonNode::toString));
    } catch (IOException | IllegalArgumentException | InvalidInputException e) {
      throw InvalidInputException.in(
          file, "is no file of scores: " + JsonFields.problemWithLine(e), e);
    }
  }

  /** The content of a file that is not too large to hold scores. */
  static byte[] bytes(Path file) {
    ReportFile.requireFile(file);
    return TextFile.bytes(file, MOST_BYTES, "a file of scores");
  }

  private static Set<String> names(JsonNode root, String field) {
    Set<String> names = new HashSet<>();
    JsonFields.required(root, field).forEach(name -> names.add(name.asText()));
    return names;
  }
}
