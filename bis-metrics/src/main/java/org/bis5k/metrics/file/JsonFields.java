package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.bis5k.data.Size;

/** Fields of score files in JSON, written and read bit for bit; null stands for undefined. */
public final class JsonFields {

  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+[^]]*)]");

  private JsonFields() {}

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
      throw new IllegalArgumentException("'" + name + "' should be a number; found " + value);
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
    return SOURCE.matcher(String.valueOf(text)).replaceAll("$1").replaceAll("\\s+", " ");
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
