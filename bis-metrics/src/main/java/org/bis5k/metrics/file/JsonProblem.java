package org.bis5k.metrics.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with JSON or CSV, in the parser's words but on one line and without its jargon. */
public final class JsonProblem {

  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+[^]]*)]");

  private JsonProblem() {}

  /**
   * The problem without its position.
   *
   * @param problem what the parser threw
   * @return one line
   */
  public static String words(Exception problem) {
    String text =
        problem instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : problem.getMessage();
    return SOURCE.matcher(String.valueOf(text)).replaceAll("$1").replaceAll("\\s+", " ");
  }

  /** The problem with the line of the file where the parser met it. */
  static String wordsAndLine(Exception problem) {
    boolean placed = problem instanceof JsonProcessingException json && json.getLocation() != null;
    return placed
        ? "line "
            + ((JsonProcessingException) problem).getLocation().getLineNr()
            + ": "
            + words(problem)
        : words(problem);
  }
}
