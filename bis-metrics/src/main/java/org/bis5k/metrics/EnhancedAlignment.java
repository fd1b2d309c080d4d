package org.bis5k.metrics;

/**
 * The enhanced-alignment measure of a thresholded prediction b against a ground truth g (Fan et al.
 * 2018, doi:10.24963/ijcai.2018/97; the reference's {@code EnhancedAlignmentMeasure}). With a = b -
 * mean(b) and c = g - mean(g) it is the sum over the N pixels of (2 a c / (a² + c² + ε) + 1)² / 4,
 * divided by N - 1 + ε; ε = 2^-52. For an empty ground truth the sum is TN, for a full one TP.
 * Values are not clamped: a perfect prediction scores N / (N - 1).
 *
 * <p>A pixel's term depends only on its class and its prediction, so the four pixel counts suffice.
 */
final class EnhancedAlignment {

  private static final double EPSILON = Math.ulp(1.0);

  private EnhancedAlignment() {}

  static double of(long tp, long fp, long fn, long tn) {
    long n = tp + fp + fn + tn;
    double sum = sum(tp, fp, fn, tn, n);
    // With a single pixel the divisor would be epsilon.
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
