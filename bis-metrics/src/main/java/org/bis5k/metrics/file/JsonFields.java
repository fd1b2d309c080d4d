package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Pattern;
import org.bis5k.data.Size;
import org.bis5k.metrics.MethodScores;

/** Fields of score files in JSON, written and read bit for bit; null stands for undefined. */
public final class JsonFields {

  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+[^]]*)]");
  private static final Pattern CONSTRAINT = Pattern.compile(", from `[^`]*`");

  private static final int LONGEST_NAME = MethodScores.LONGEST_NAME;
  private static final int LONGEST_SHOWN = 500;

  /** The values of a file of 256 MiB would fill some ten times that memory. */
  private static final long MOST_VALUES = 20_000_000;

  private static final ObjectMapper READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(1000)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(1 << 20)
                          .maxTokenCount(MOST_VALUES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFields() {}

  /**
   * Parses a JSON text. The work is bounded: 20 million values, 100 levels, numbers of 1000 digits,
   * names of 1000 and texts of a million characters.
   *
   * @param json the text in UTF-8
   * @return its content; a missing node for an empty text
   * @throws IOException if the text is no JSON, exceeds a bound, or has a field twice
   */
  public static JsonNode parse(byte[] json) throws IOException {
    return READER.readTree(json);
  }

  /**
   * Parses a JSON text within the bounds of {@link #parse(byte[])}.
   *
   * @param json the text
   * @return its content; a missing node for an empty text
   * @throws JsonProcessingException if the text is no JSON, exceeds a bound, or has a field twice
   */
  public static JsonNode parse(String json) throws JsonProcessingException {
    return READER.readTree(json);
  }

  /**
   * Writes a number, null where it is not finite.
   *
   * @param node the object to add to
   * @param name the field's name
   * @param value the number
   */
  public static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /**
   * Writes the size of an image as the field {@code shape}.
   *
   * @param node the object to add to
   * @param size height and width in pixels
   */
  public static void putSize(ObjectNode node, Size size) {
    node.putArray("shape").add(size.height()).add(size.width());
  }

  /**
   * Reads a required field.
   *
   * @param node the object
   * @param name the field's name
   * @return the field's value
   * @throws IllegalArgumentException if the field is missing
   */
  public static JsonNode required(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  /**
   * Reads a text, such as the name of an image.
   *
   * @param node the object
   * @param name the field's name
   * @return the text
   * @throws IllegalArgumentException if the field is missing or has more than 1000 characters
   */
  public static String text(JsonNode node, String name) {
    String text = required(node, name).asText();
    requireNameLength("'" + name + "'", text);
    return text;
  }

  /** Refuses names of more than 1000 characters; file systems have far shorter ones. */
  static void requireNameLength(String what, String name) {
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "%s has %s characters; expected at most %s".formatted(what, name.length(), LONGEST_NAME));
    }
  }

  /**
   * A text from a file for a message.
   *
   * @param text any text
   * @return its first 500 characters
   */
  public static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  /**
   * Reads a number.
   *
   * @param node the object
   * @param name the field's name
   * @return the number; NaN for null
   * @throws IllegalArgumentException if the field is missing or is not a finite number
   */
  public static double number(JsonNode node, String name) {
    return value(required(node, name), name);
  }

  /** A number, NaN for null; {@code name} is for the error. */
  static double value(JsonNode value, String name) {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(
          "'%s' should be a number; found %s".formatted(name, shown(value.toString())));
    }
    return value.doubleValue();
  }

  /**
   * Reads the size of an image from the field {@code shape}.
   *
   * @param node the object
   * @return height and width in pixels
   * @throws IllegalArgumentException if the field is missing or the size is out of range
   */
  public static Size size(JsonNode node) {
    JsonNode shape = required(node, "shape");
    return new Size(shape.path(0).asInt(), shape.path(1).asInt());
  }

  /**
   * What is wrong with a JSON or CSV text: the message of the parser on one line, without the names
   * of its classes.
   *
   * @param problem what the parser threw
   * @return one line
   */
  public static String problem(Exception problem) {
    String text =
        problem instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : problem.getMessage();
    String line = SOURCE.matcher(String.valueOf(text)).replaceAll("$1").replaceAll("\\s+", " ");
    return shown(CONSTRAINT.matcher(line).replaceAll(""));
  }

  /** The same after the line of the file where the parser found it. */
  static String problemWithLine(Exception problem) {
    boolean placed = problem instanceof JsonProcessingException json && json.getLocation() != null;
    return placed
        ? "line %s: %s"
            .formatted(
                ((JsonProcessingException) problem).getLocation().getLineNr(), problem(problem))
        : problem(problem);
  }
}
