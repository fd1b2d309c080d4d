package org.bis5k.metrics.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.ScoreRow;

/** The values of two methods on the images for which both define a metric, in the same order. */
public final class PairedValues {

  private final double[] first;
  private final double[] second;

  private PairedValues(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Pairs the images by name.
   *
   * @param a the first method's scores
   * @param b the second method's scores of the same images
   * @param metric the values to pair
   * @param pair names both methods in error messages
   * @return the values of the images for which both methods define the metric
   * @throws IllegalArgumentException if the profiles or the images differ; the message begins with
   *     {@code pair}
   */
  public static PairedValues of(DatasetScores a, DatasetScores b, Metric metric, String pair) {
    if (a.profile() != b.profile()) {
      throw new IllegalArgumentException(pair + " were scored under different profiles");
    }
    Map<String, Double> values = new HashMap<>();
    b.images().forEach(row -> values.put(row.name(), row.scores().value(metric)));
    List<double[]> both = new ArrayList<>();
    for (ScoreRow row : a.images()) {
      Double other = values.remove(row.name());
      if (other == null) {
        throw new IllegalArgumentException(
            pair + " were scored on different images: only the first has '" + row.name() + "'");
      }
      double value = row.scores().value(metric);
      if (!Double.isNaN(value) && !Double.isNaN(other)) {
        both.add(new double[] {value, other});
      }
    }
    if (!values.isEmpty()) {
      String extra = values.keySet().stream().sorted().findFirst().orElseThrow();
      throw new IllegalArgumentException(
          pair + " were scored on different images: only the second has '" + extra + "'");
    }
    return new PairedValues(
        both.stream().mapToDouble(v -> v[0]).toArray(),
        both.stream().mapToDouble(v -> v[1]).toArray());
  }

  /**
   * Tests whether one method scores higher than the other.
   *
   * @return the outcome
   * @throws IllegalArgumentException if no image defines the metric for both
   */
  public PairedTest test() {
    return PairedTest.of(first, second);
  }

  /**
   * The differences between the methods.
   *
   * @return the first method's values less the second's, one per image
   */
  public double[] differences() {
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
    }
    return differences;
  }
}
