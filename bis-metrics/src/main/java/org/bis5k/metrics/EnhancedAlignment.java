package org.bis5k.metrics;

/**
 * The enhanced-alignment measure of a thresholded prediction, from its four pixel counts alone: a
 * pixel's term depends only on its class and its prediction (Fan et al. 2018,
 * doi:10.24963/ijcai.2018/97; the reference's {@code EnhancedAlignmentMeasure}). Not clamped.
 */
final class EnhancedAlignment {

  private static final double EPSILON = Math.ulp(1.0);

  private EnhancedAlignment() {}

  static double of(long tp, long fp, long fn, long tn) {
    long n = tp + fp + fn + tn;
    double sum = sum(tp, fp, fn, tn, n);
    // The divisor of a single pixel would be the epsilon.
    return n == 1 ? sum : sum / (n - 1 + EPSILON);
  }

  private static double sum(long tp, long fp, long fn, long tn, long n) {
    if (tp + fn == 0) {
      return tn;
    }
    if (tp + fn == n) {
      return tp;
    }
    double meanPrediction = (double) (tp + fp) / n;
    double meanTruth = (double) (tp + fn) / n;
    return term(tp, 1 - meanPrediction, 1 - meanTruth)
        + term(fp, 1 - meanPrediction, -meanTruth)
        + term(fn, -meanPrediction, 1 - meanTruth)
        + term(tn, -meanPrediction, -meanTruth);
  }

  private static double term(long count, double a, double c) {
    if (count == 0) {
      return 0;
    }
    double q = 2 * a * c / (a * a + c * c + EPSILON) + 1;
    return count * (q * q / 4);
  }
}
