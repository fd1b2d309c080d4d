package org.bis5k.metrics;

/**
 * A measure of a binary prediction, as a function of the threshold that makes a soft prediction
 * binary. b is the thresholded prediction, g the ground truth; TP, FP, FN and TN are their pixel
 * counts. Where TP = 0, all but Em are 0 (in the strict and pysod profiles Spe keeps its formula).
 */
public enum Curve {
  /** Precision, TP / |b|. */
  PR("Pr"),
  /** Sensitivity (recall), TP / |g|. */
  SEN("Sen"),
  /** Specificity, TN / (TN + FP). */
  SPE("Spe"),
  /** Dice coefficient, 2 TP / (|g| + |b|). */
  DIC("Dic"),
  /**
   * F-measure, (1 + b) Pr Sen / (b Pr + Sen) with b = 1, which is the Dice coefficient up to
   * rounding; in the pysod profile b = 0.3.
   */
  FM("Fm"),
  /** Intersection over union, TP / (FN + |b|). */
  IOU("IoU"),
  /**
   * Enhanced alignment (Fan et al. 2018, doi:10.24963/ijcai.2018/97): with a = b - mean(b) and c =
   * g - mean(g) the sum of (2 a c / (a² + c²) + 1)² / 4 over the N pixels, divided by N - 1 as in
   * the reference. A perfect prediction scores N / (N - 1).
   */
  EM("Em");

  private final String label;

  Curve(String label) {
    this.label = label;
  }

  /**
   * The short name, the second part of {@code meanDic}.
   *
   * @return for example {@code Dic}
   */
  public String label() {
    return label;
  }
}
