package org.bis5k.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;

/**
 * Values of an image beyond the thirteen metrics: of the prediction thresholded at 0.5, of its
 * contour, and of its probabilities.
 */
public enum Detail {
  /** Dice coefficient, {@link ConfusionCounts#dice()}. */
  DICE("dice"),
  /** Intersection over union, {@link ConfusionCounts#iou()}. */
  IOU("iou"),
  /** Sensitivity, {@link ConfusionCounts#sensitivity()}. */
  SENSITIVITY("sensitivity"),
  /** Specificity, {@link ConfusionCounts#specificity()}. */
  SPECIFICITY("specificity"),
  /** Precision, {@link ConfusionCounts#precision()}. */
  PRECISION("precision"),
  /** F-measure with beta 2, {@link ConfusionCounts#f(double)}. */
  F2("f2"),
  /** Accuracy, {@link ConfusionCounts#accuracy()}. */
  ACCURACY("accuracy"),
  /** Matthews correlation coefficient, {@link ConfusionCounts#matthews()}. */
  MCC("mcc"),
  /** Cohen's kappa, {@link ConfusionCounts#kappa()}. */
  KAPPA("kappa"),
  /** Hausdorff distance, {@link SurfaceDistances#hausdorff()}. */
  HD("hd"),
  /** 95th percentile of the Hausdorff distance, {@link SurfaceDistances#hausdorff(double)}. */
  HD95("hd95"),
  /** Average symmetric surface distance, {@link SurfaceDistances#averageSymmetric()}. */
  ASSD("assd"),
  /** Normalised surface Dice, {@link SurfaceDistances#surfaceDice(double)}. */
  NSD("nsd"),
  /** Boundary IoU, {@link BoundaryIou}. */
  BOUNDARY_IOU("boundaryIoU"),
  /** Expected calibration error, {@link Calibration#expectedError(int)}. */
  ECE("ece");

  private final String label;

  Detail(String label) {
    this.label = label;
  }

  /**
   * The name used in tables.
   *
   * @return for example {@code hd95}
   */
  public String label() {
    return label;
  }

  /**
   * Whether higher values are better.
   *
   * @return false for distances and errors
   */
  public boolean higherIsBetter() {
    return switch (this) {
      case HD, HD95, ASSD, ECE -> false;
      default -> true;
    };
  }

  /**
   * The detail of a name.
   *
   * @param label a name as {@link #label()} gives it, in the same case
   * @return the detail
   * @throws InvalidInputException if there is none; the message lists the known ones
   */
  public static Detail parse(String label) {
    for (Detail detail : values()) {
      if (detail.label.equals(label)) {
        return detail;
      }
    }
    throw new InvalidInputException(
        "Unknown detail '%s'; known: %s"
            .formatted(
                label,
                Arrays.stream(values()).map(Detail::label).collect(Collectors.joining(", "))));
  }
}
