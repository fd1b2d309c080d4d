package org.bis5k.metrics.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.TruthKind;
import org.bis5k.metrics.file.MethodScores;

/**
 * One line of a table of results.
 *
 * @param method the method's name
 * @param dataset the data set's name
 * @param profile the conventions of the scores
 * @param values those metrics that are known; NaN where undefined
 * @param scores all that is known, where the line does not come from a CSV file
 */
record ResultLine(
    String method,
    String dataset,
    Profile profile,
    Map<Metric, Double> values,
    Optional<DatasetScores> scores) {

  static ResultLine of(MethodScores result) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    Metric.all().forEach(metric -> values.put(metric, result.scores().value(metric)));
    return new ResultLine(
        result.method(),
        result.dataset(),
        result.scores().profile(),
        values,
        Optional.of(result.scores()));
  }

  boolean isOf(String dataset, String method) {
    return this.dataset.equals(dataset) && this.method.equals(method);
  }

  /** The names of the images whose ground truth has one class only; empty if not known. */
  List<String> names(TruthKind kind) {
    return scores.map(known -> known.names(kind)).orElse(List.of());
  }
}
