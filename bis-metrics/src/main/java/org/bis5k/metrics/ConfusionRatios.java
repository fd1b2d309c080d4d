package org.bis5k.metrics;

/** The seven curves at one threshold from the four pixel counts, under a profile's conventions. */
final class ConfusionRatios {

  private final Profile profile;

  ConfusionRatios(Profile profile) {
    this.profile = profile;
  }

  /** Writes column {@code j} of curves x thresholds. */
  void write(double[][] values, int j, long tp, long fp, long fn, long tn) {
    double foreground = tp + fn;
    double predicted = tp + fp;
    double precision = 0;
    double sensitivity = 0;
    double dice = 0;
    double f = 0;
    double iou = 0;
    if (tp > 0) {
      precision = tp / predicted;
      sensitivity = tp / foreground;
      dice = 2.0 * tp / (foreground + predicted);
      f = f(precision, sensitivity);
      iou = tp / (fn + predicted);
    } else if (profile == Profile.STRICT && foreground == 0 && predicted == 0) {
      precision = sensitivity = dice = f = iou = 1;
    }
    values[Curve.PR.ordinal()][j] = precision;
    values[Curve.SEN.ordinal()][j] = sensitivity;
    values[Curve.SPE.ordinal()][j] = specificity(tp, fp, tn);
    values[Curve.DIC.ordinal()][j] = dice;
    values[Curve.FM.ordinal()][j] = f;
    values[Curve.IOU.ordinal()][j] = iou;
    values[Curve.EM.ordinal()][j] = EnhancedAlignment.of(tp, fp, fn, tn);
  }

  private double f(double precision, double sensitivity) {
    return switch (profile) {
      case UACANET, STRICT -> 2 * precision * sensitivity / (precision + sensitivity);
      case PYSOD -> 1.3 * precision * sensitivity / (0.3 * precision + sensitivity);
    };
  }

  private double specificity(long tp, long fp, long tn) {
    boolean full = tn + fp == 0;
    return switch (profile) {
      // The reference is undefined only from the first hit on; one image counts at all thresholds
      // or at none, or its mean would be over another set of images at each.
      case UACANET -> full ? Double.NaN : tp == 0 ? 0 : (double) tn / (tn + fp);
      case STRICT -> full ? 1 : (double) tn / (tn + fp);
      case PYSOD -> full ? 0 : (double) tn / (tn + fp);
    };
  }
}
