package org.bis5k.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;

/** The thirteen values of the BIS5k evaluation, in the order of the released configuration. */
public enum Metric {
  /** Dice coefficient, mean over the 256 thresholds. */
  MEAN_DIC("meanDic"),
  /** Intersection over union, mean over the thresholds. */
  MEAN_IOU("meanIoU"),
  /** Weighted F-measure (Margolin et al. 2014, doi:10.1109/CVPR.2014.39). */
  WFM("wFm"),
  /** Structure measure (Fan et al. 2017, doi:10.1109/ICCV.2017.487). */
  SM("Sm"),
  /** Enhanced alignment, mean over the thresholds. */
  MEAN_EM("meanEm"),
  /** Mean absolute error of the soft prediction; the only one that is better when lower. */
  MAE("mae"),
  /** Enhanced alignment at its best threshold. */
  MAX_EM("maxEm"),
  /** Dice coefficient at its best threshold. */
  MAX_DIC("maxDic"),
  /** Intersection over union at its best threshold. */
  MAX_IOU("maxIoU"),
  /** Sensitivity, mean over the thresholds. */
  MEAN_SEN("meanSen"),
  /** Sensitivity at its best threshold. */
  MAX_SEN("maxSen"),
  /** Specificity, mean over the thresholds. */
  MEAN_SPE("meanSpe"),
  /** Specificity at its best threshold. */
  MAX_SPE("maxSpe");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /**
   * The name used in configurations and tables.
   *
   * @return for example {@code meanDic}
   */
  public String label() {
    return label;
  }

  /**
   * Whether a higher value is a better one.
   *
   * @return true for all but {@link #MAE}
   */
  public boolean higherIsBetter() {
    return this != MAE;
  }

  /**
   * Whether a data set's value is the mean of its images' values.
   *
   * @return false for the maxima, which are taken of the averaged curve
   */
  public boolean isMeanOverImages() {
    return !label.startsWith("max");
  }

  /**
   * The metric of a name.
   *
   * @param label a name as {@link #label()} gives it, in the same case
   * @return the metric
   * @throws InvalidInputException if there is no such metric; the message lists the known ones
   */
  public static Metric parse(String label) {
    for (Metric metric : values()) {
      if (metric.label.equals(label)) {
        return metric;
      }
    }
    throw new InvalidInputException(
        "Unknown metric '"
            + label
            + "'; known: "
            + Arrays.stream(values()).map(Metric::label).collect(Collectors.joining(", ")));
  }

  /**
   * All thirteen.
   *
   * @return the metrics in the released order
   */
  public static List<Metric> all() {
    return List.of(values());
  }
}
