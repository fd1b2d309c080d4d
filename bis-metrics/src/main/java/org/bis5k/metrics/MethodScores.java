package org.bis5k.metrics;

import java.util.Objects;
import java.util.Optional;

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

  /**
   * Refuses blank names.
   *
   * @param method the method's name
   * @param dataset the data set's name
   * @param scores the scores
   * @param predictions how the predictions were made
   * @throws IllegalArgumentException if a name is blank
   */
  public MethodScores {
    if (method.isBlank() || dataset.isBlank()) {
      throw new IllegalArgumentException(
          "A method and a data set need names; found '" + method + "' and '" + dataset + "'");
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
