package org.bis5k.metrics;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/** The weighted F-measure word by word from its definition, quadratic in the pixels. */
final class NaiveWeightedF {

  private NaiveWeightedF() {}

  static double of(GreyImage prediction, Mask truth) {
    int height = truth.size().height();
    int width = truth.size().width();
    int n = height * width;
    double[] error = new double[n];
    for (int i = 0; i < n; i++) {
      error[i] = Math.abs((prediction.samples()[i] & 0xff) / 255.0 - (truth.at(i) ? 1 : 0));
    }
    double[] spread = error.clone();
    double[] distance = new double[n];
    for (int i = 0; i < n; i++) {
      if (!truth.at(i)) {
        int nearest = nearest(truth, i, height, width);
        spread[i] = error[nearest];
        distance[i] = Math.hypot(i / width - nearest / width, i % width - nearest % width);
      }
    }
    double foreground = 0;
    double inForeground = 0;
    double inBackground = 0;
    for (int i = 0; i < n; i++) {
      if (truth.at(i)) {
        foreground++;
        inForeground += Math.min(error[i], smoothed(spread, i, height, width));
      } else {
        inBackground += error[i] * (2 - Math.exp(Math.log(0.5) / 5 * distance[i]));
      }
    }
    double hits = foreground - inForeground;
    double recall = 1 - inForeground / foreground;
    double precision = hits / (hits + inBackground + Math.ulp(1.0));
    return 2 * recall * precision / (recall + precision + Math.ulp(1.0));
  }

  private static int nearest(Mask truth, int pixel, int height, int width) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int dx = x - pixel % width;
        int dy = y - pixel / width;
        if (truth.at(y * width + x) && dx * dx + dy * dy < least) {
          least = dx * dx + dy * dy;
          best = y * width + x;
        }
      }
    }
    return best;
  }

  private static double smoothed(double[] values, int pixel, int height, int width) {
    double sum = 0;
    double weights = 0;
    for (int dy = -3; dy <= 3; dy++) {
      for (int dx = -3; dx <= 3; dx++) {
        int y = Math.max(0, Math.min(height - 1, pixel / width + dy));
        int x = Math.max(0, Math.min(width - 1, pixel % width + dx));
        double weight = Math.exp(-(dx * dx + dy * dy) / 50.0);
        sum += weight * values[y * width + x];
        weights += weight;
      }
    }
    return sum / weights;
  }
}
