package org.bis5k.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;

/**
 * Values of an image beyond the thirteen metrics: of the prediction at one fixed threshold, 0.5, of
 * its contour, and of its probabilities.
 */
public enum Detail {
  /** Dice coefficient. */
  DICE("dice"),
  /** Intersection over union. */
  IOU("iou"),
  /** Sensitivity. */
  SENSITIVITY("sensitivity"),
  /** Specificity. */
  SPECIFICITY("specificity"),
  /** Precision. */
  PRECISION("precision"),
  /** F-measure with beta 2, which values sensitivity above precision. */
  F2("f2"),
  /** Accuracy. */
  ACCURACY("accuracy"),
  /** Matthews correlation coefficient. */
  MCC("mcc"),
  /** Cohen's kappa. */
  KAPPA("kappa"),
  /** Hausdorff distance, in the unit of the pixel spacing. */
  HD("hd"),
  /** Hausdorff distance of 95 % of the contours. */
  HD95("hd95"),
  /** Average symmetric surface distance. */
  ASSD("assd"),
  /** Normalised surface Dice. */
  NSD("nsd"),
  /** Boundary IoU. */
  BOUNDARY_IOU("boundaryIoU"),
  /** Expected calibration error. */
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
   * Whether a higher value is a better one.
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
   * The value of a name.
   *
   * @param label a name as {@link #label()} gives it, in the same case
   * @return the value's kind
   * @throws InvalidInputException if there is none; the message lists the known ones
   */
  public static Detail parse(String label) {
    for (Detail detail : values()) {
      if (detail.label.equals(label)) {
        return detail;
      }
    }
    throw new InvalidInputException(
        "Unknown detail '"
            + label
            + "'; known: "
            + Arrays.stream(values()).map(Detail::label).collect(Collectors.joining(", ")));
  }
}
