package org.bis5k.metrics.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Metric;

/** The values of two methods on the images for which both define a metric, in the same order. */
final class PairedValues {

  private final double[] first;
  private final double[] second;

  private PairedValues(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Pairs the images by name. {@code pair} names both methods in error messages.
   *
   * @throws IllegalArgumentException if the profiles or the images differ
   */
  static PairedValues of(DatasetScores a, DatasetScores b, Metric metric, String pair) {
    if (a.profile() != b.profile()) {
      throw new IllegalArgumentException(pair + " were scored under different profiles");
    }
    Map<String, Double> values = new HashMap<>();
    b.images().forEach(image -> values.put(image.name(), image.value(metric)));
    List<double[]> both = new ArrayList<>();
    for (ImageScores image : a.images()) {
      Double other = values.remove(image.name());
      if (other == null) {
        throw new IllegalArgumentException(
            pair + " were scored on different images: only the first has '" + image.name() + "'");
      }
      double value = image.value(metric);
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

  PairedTest test() {
    return PairedTest.of(first, second);
  }

  /** The first method's values minus the second's. */
  double[] differences() {
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
    }
    return differences;
  }
}
