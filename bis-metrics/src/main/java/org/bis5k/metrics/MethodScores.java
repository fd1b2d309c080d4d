package org.bis5k.metrics;

import java.util.Objects;

/**
 * What a method reached on a data set.
 *
 * @param method the method's name in tables
 * @param dataset the data set's name in tables
 * @param scores the scores
 */
public record MethodScores(String method, String dataset, DatasetScores scores) {

  /**
   * Checks the names.
   *
   * @param method the method's name
   * @param dataset the data set's name
   * @param scores the scores
   * @throws IllegalArgumentException if a name is blank
   */
  public MethodScores {
    if (method.isBlank() || dataset.isBlank()) {
      throw new IllegalArgumentException(
          "A method and a data set need names; found '" + method + "' and '" + dataset + "'");
    }
    Objects.requireNonNull(scores, "scores");
  }
}
