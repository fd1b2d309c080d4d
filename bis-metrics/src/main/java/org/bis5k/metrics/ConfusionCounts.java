package org.bis5k.metrics;

import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/**
 * The confusion matrix of a binary prediction against its ground truth in pixels, and the ratios
 * that follow from it. Counts of several images can be added. A ratio whose divisor is 0 is NaN.
 *
 * @param tp true positives, at least 0
 * @param fp false positives, at least 0
 * @param fn false negatives, at least 0
 * @param tn true negatives, at least 0
 */
public record ConfusionCounts(long tp, long fp, long fn, long tn) {

  /**
   * Refuses negative counts.
   *
   * @param tp true positives
   * @param fp false positives
   * @param fn false negatives
   * @param tn true negatives
   * @throws IllegalArgumentException if one is negative
   */
  public ConfusionCounts {
    if (tp < 0 || fp < 0 || fn < 0 || tn < 0) {
      throw new IllegalArgumentException(
          "Counts are not negative; found %s, %s, %s, %s".formatted(tp, fp, fn, tn));
    }
  }

  /**
   * Counts the pixels of an image.
   *
   * @param prediction the thresholded prediction
   * @param truth the ground truth, of the same size
   * @return the counts
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ConfusionCounts of(Mask prediction, Mask truth) {
    requireSameSize(prediction.size(), truth.size());
    long[] counts = new long[4];
    int pixels = (int) truth.size().pixels();
    for (int i = 0; i < pixels; i++) {
      counts[(prediction.at(i) ? 2 : 0) + (truth.at(i) ? 1 : 0)]++;
    }
    return new ConfusionCounts(counts[3], counts[2], counts[1], counts[0]);
  }

  static void requireSameSize(Size prediction, Size truth) {
    if (!prediction.equals(truth)) {
      throw new IllegalArgumentException(
          "The prediction has size %s, its ground truth %s".formatted(prediction, truth));
    }
  }

  /**
   * The sum of two confusion matrices.
   *
   * @param other further counts
   * @return the sums
   */
  public ConfusionCounts plus(ConfusionCounts other) {
    return new ConfusionCounts(tp + other.tp, fp + other.fp, fn + other.fn, tn + other.tn);
  }

  /**
   * The number of pixels.
   *
   * @return the sum of the counts
   */
  public long total() {
    return tp + fp + fn + tn;
  }

  /**
   * Dice coefficient, 2 TP / (2 TP + FP + FN) (Dice 1945, doi:10.2307/1932409).
   *
   * @return 0 to 1; NaN if both masks are empty
   */
  public double dice() {
    return 2.0 * tp / (2 * tp + fp + fn);
  }

  /**
   * Intersection over union (Jaccard index), TP / (TP + FP + FN).
   *
   * @return 0 to 1; NaN if both masks are empty
   */
  public double iou() {
    return (double) tp / (tp + fp + fn);
  }

  /**
   * Sensitivity (recall), TP / (TP + FN).
   *
   * @return 0 to 1; NaN for an empty ground truth
   */
  public double sensitivity() {
    return (double) tp / (tp + fn);
  }

  /**
   * Specificity, TN / (TN + FP).
   *
   * @return 0 to 1; NaN for a full ground truth
   */
  public double specificity() {
    return (double) tn / (tn + fp);
  }

  /**
   * Precision, TP / (TP + FP).
   *
   * @return 0 to 1; NaN for an empty prediction
   */
  public double precision() {
    return (double) tp / (tp + fp);
  }

  /**
   * F-measure, (1 + β²) TP / ((1 + β²) TP + β² FN + FP).
   *
   * @param beta the weight of sensitivity against precision, positive
   * @return 0 to 1; NaN if both masks are empty
   * @throws IllegalArgumentException if beta is not positive
   */
  public double f(double beta) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException("Beta must be positive; found " + beta);
    }
    double b = beta * beta;
    return (1 + b) * tp / ((1 + b) * tp + b * fn + fp);
  }

  /**
   * Accuracy, (TP + TN) / N.
   *
   * @return 0 to 1
   */
  public double accuracy() {
    return (double) (tp + tn) / total();
  }

  /**
   * Matthews correlation coefficient, (TP TN - FP FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN))
   * (Matthews 1975, doi:10.1016/0005-2795(75)90109-9).
   *
   * @return -1 to 1; NaN if prediction or ground truth has one class only
   */
  public double matthews() {
    // Roots first: the product of the four sums overflows a long.
    double divisor =
        Math.sqrt((double) (tp + fp) * (tp + fn)) * Math.sqrt((double) (tn + fp) * (tn + fn));
    return ((double) tp * tn - (double) fp * fn) / divisor;
  }

  /**
   * Cohen's kappa, (po - pe) / (1 - pe) with the observed agreement po and the agreement pe
   * expected by chance (Cohen 1960, doi:10.1177/001316446002000104).
   *
   * @return -1 to 1; NaN if both masks have the same single class
   */
  public double kappa() {
    double chance =
        (double) (tp + fp) * (tp + fn) + (double) (fn + tn) * (fp + tn); // times N squared
    double n = total();
    return ((double) (tp + tn) * n - chance) / (n * n - chance);
  }
}
