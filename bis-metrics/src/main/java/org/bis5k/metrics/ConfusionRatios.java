package org.bis5k.metrics;

/**
 * The values of the seven {@link Curve}s at one threshold, computed from the four pixel counts
 * under a profile's conventions.
 */
final class ConfusionRatios {

  private final double betaSquared;
  private final Conventions.EdgeCases edgeCases;

  ConfusionRatios(Conventions conventions) {
    this.betaSquared = conventions.formulas().betaSquared();
    this.edgeCases = conventions.edgeCases();
  }

  /** Writes column {@code j} of a matrix of curves x thresholds. */
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
      f = (1 + betaSquared) * precision * sensitivity / (betaSquared * precision + sensitivity);
      iou = tp / (fn + predicted);
    } else if (foreground == 0 && predicted == 0) {
      precision = sensitivity = dice = f = iou = edgeCases.overlapOfEmptyPair();
    }
    values[Curve.PR.ordinal()][j] = precision;
    values[Curve.SEN.ordinal()][j] = sensitivity;
    values[Curve.SPE.ordinal()][j] = specificity(tp, fp, tn);
    values[Curve.DIC.ordinal()][j] = dice;
    values[Curve.FM.ordinal()][j] = f;
    values[Curve.IOU.ordinal()][j] = iou;
    values[Curve.EM.ordinal()][j] = EnhancedAlignment.of(tp, fp, fn, tn);
  }

  private double specificity(long tp, long fp, long tn) {
    if (tn + fp == 0) {
      // Whatever the threshold: the mean at each threshold is over the same images.
      return edgeCases.specificityOfFullTruth();
    }
    return edgeCases.specificityNeedsHit() && tp == 0 ? 0 : (double) tn / (tn + fp);
  }
}
