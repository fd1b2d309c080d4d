package org.bis5k.metrics.file;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.TruthKind;

/**
 * One line of a table of scores: a method on a data set with some of the thirteen metrics. A line
 * from a CSV file has no scores of images. Immutable.
 */
public final class ScoreLine {

  private final String method;
  private final String dataset;
  private final Profile profile;
  private final Map<Metric, Double> values;
  private final Optional<DatasetScores> scores;

  private ScoreLine(
      String method,
      String dataset,
      Profile profile,
      Map<Metric, Double> values,
      Optional<DatasetScores> scores) {
    this.method = method;
    this.dataset = dataset;
    this.profile = profile;
    this.values = values;
    this.scores = scores;
  }

  /**
   * A line with all thirteen metrics.
   *
   * @param result the scores of a method on a data set
   * @return the line
   */
  public static ScoreLine of(MethodScores result) {
    return of(result.method(), result.dataset(), result.scores());
  }

  /**
   * A line with all thirteen metrics and no data set's name.
   *
   * @param label the text at the beginning of the line
   * @param scores the scores
   * @return the line
   */
  public static ScoreLine of(String label, DatasetScores scores) {
    return of(label, "", scores);
  }

  private static ScoreLine of(String method, String dataset, DatasetScores scores) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    Metric.all().forEach(metric -> values.put(metric, scores.value(metric)));
    return new ScoreLine(method, dataset, scores.profile(), values, Optional.of(scores));
  }

  static ScoreLine of(String method, String dataset, Profile profile, Map<Metric, Double> values) {
    return new ScoreLine(method, dataset, profile, new EnumMap<>(values), Optional.empty());
  }

  /**
   * The method.
   *
   * @return its name
   */
  public String method() {
    return method;
  }

  /**
   * The data set.
   *
   * @return its name; empty for a line that has only a label
   */
  public String dataset() {
    return dataset;
  }

  /**
   * The conventions of the values.
   *
   * @return the profile
   */
  public Profile profile() {
    return profile;
  }

  /**
   * A metric's value.
   *
   * @param metric one of the thirteen
   * @return the value, NaN where undefined; empty if the line does not have the metric
   */
  public OptionalDouble value(Metric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * The scores with those of the images.
   *
   * @return empty for a line from a CSV file
   */
  public Optional<DatasetScores> scores() {
    return scores;
  }

  /**
   * The images whose ground truth is of a kind.
   *
   * @param kind {@link TruthKind#EMPTY} or {@link TruthKind#FULL}
   * @return their names in order; none for a line from a CSV file
   */
  public List<String> names(TruthKind kind) {
    return scores.map(known -> known.names(kind)).orElse(List.of());
  }

  /** Method, data set, profile and values. */
  @Override
  public String toString() {
    return "ScoreLine[method=%s, dataset=%s, profile=%s, values=%s]"
        .formatted(method, dataset, profile.label(), values);
  }
}
