package org.bis5k.metrics.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.TextFile;
import org.bis5k.metrics.DatasetScores;

/**
 * What a method reached on a data set.
 *
 * @param method the method's name in tables
 * @param dataset the data set's name in tables
 * @param scores the scores
 * @param predictions where the predictions come from, as JSON; empty if unknown
 */
public record MethodScores(
    String method, String dataset, DatasetScores scores, Optional<String> predictions) {

  /**
   * Checks the names.
   *
   * @param method the method's name
   * @param dataset the data set's name
   * @param scores the scores
   * @param predictions where the predictions come from
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
   * Scores of predictions whose origin is not known.
   *
   * @param method the method's name in tables
   * @param dataset the data set's name in tables
   * @param scores the scores
   */
  public MethodScores(String method, String dataset, DatasetScores scores) {
    this(method, dataset, scores, Optional.empty());
  }

  /**
   * The same scores with the record that lies beside the predictions.
   *
   * @param folder the folder of predictions; without {@code provenance.json} nothing changes
   * @return the scores with what that file says
   * @throws InvalidInputException if the file is there but cannot be read or is damaged
   */
  public MethodScores ofPredictionsIn(Path folder) {
    Path file = folder.resolve(Provenance.FILE_NAME);
    if (!Files.exists(file)) {
      return this;
    }
    String json = TextFile.read(file, Provenance.MOST_BYTES, "a record");
    return new MethodScores(
        method, dataset, scores, Optional.of(ScoreJson.requireRecord(file, json)));
  }
}
