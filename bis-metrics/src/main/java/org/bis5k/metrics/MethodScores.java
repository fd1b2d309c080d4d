package org.bis5k.metrics;

import java.util.Objects;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;

/**
 * The scores of a method on a data set.
 *
 * @param method the method's name in tables
 * @param dataset the data set's name in tables
 * @param scores the scores
 * @param predictions the JSON object that records how the predictions were made; empty if unknown
 */
public record MethodScores(
    String method, String dataset, DatasetScores scores, Optional<String> predictions) {

  /** The greatest number of characters of a name; the readers of score files refuse longer ones. */
  public static final int LONGEST_NAME = 1000;

  /**
   * Refuses blank and long names.
   *
   * @param method the method's name
   * @param dataset the data set's name
   * @param scores the scores
   * @param predictions how the predictions were made
   * @throws IllegalArgumentException if a name is blank
   * @throws InvalidInputException if a name has more than 1000 characters
   */
  public MethodScores {
    if (method.isBlank() || dataset.isBlank()) {
      throw new IllegalArgumentException(
          "A method and a data set need names; found '" + method + "' and '" + dataset + "'");
    }
    int longest = Math.max(method.length(), dataset.length());
    if (longest > LONGEST_NAME) {
      throw new InvalidInputException(
          "The name of a method or data set has %s characters; expected at most %s"
              .formatted(longest, LONGEST_NAME));
    }
    Objects.requireNonNull(scores, "scores");
  }

  /**
   * Scores of predictions of unknown origin.
   *
   * @param method the method's name in tables
   * @param dataset the data set's name in tables
   * @param scores the scores
   */
  public MethodScores(String method, String dataset, DatasetScores scores) {
    this(method, dataset, scores, Optional.empty());
  }
}
