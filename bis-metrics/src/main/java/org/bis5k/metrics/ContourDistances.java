package org.bis5k.metrics;

import java.util.Arrays;

/**
 * The elements of one contour with their lengths and their distances to another contour, by rising
 * distance. Lengths are in pixels, distances in the unit of the pixel spacing.
 */
final class ContourDistances {

  private final double[] distances;
  private final double[] lengths;

  private ContourDistances(double[] distances, double[] lengths) {
    this.distances = distances;
    this.lengths = lengths;
  }

  static ContourDistances of(Contour from, Contour to, double spacing) {
    double[] distances = new double[from.elements()];
    double[] lengths = new double[from.elements()];
    if (to.elements() == 0) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      Arrays.fill(lengths, 1);
      return new ContourDistances(distances, lengths);
    }
    long[] keys = from.keysTo(to);
    for (int i = 0; i < keys.length; i++) {
      distances[i] = Math.sqrt(keys[i] >> 2) * spacing;
      lengths[i] = Contour.LENGTH[(int) (keys[i] & 3)];
    }
    return new ContourDistances(distances, lengths);
  }

  double length() {
    return Arrays.stream(lengths).sum();
  }

  double weightedSum() {
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      sum += distances[i] * lengths[i];
    }
    return sum;
  }

  double lengthWithin(double tolerance) {
    double sum = 0;
    for (int i = 0; i < distances.length && distances[i] <= tolerance; i++) {
      sum += Double.isInfinite(distances[i]) ? 0 : lengths[i];
    }
    return sum;
  }

  /** The distance within which {@code percent} of the length lies; NaN without a contour. */
  double percentile(double percent) {
    double length = length();
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      sum += lengths[i];
      if (sum / length >= percent / 100 || i == distances.length - 1) {
        return distances[i];
      }
    }
    return Double.NaN;
  }
}
