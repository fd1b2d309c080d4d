package org.bis5k.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;

/**
 * The thirteen values of the BIS5k evaluation, in the order of the released configuration. A {@code
 * mean} or {@code max} is that of a {@link Curve} over the 256 thresholds.
 */
public enum Metric {
  /** Mean Dice coefficient. */
  MEAN_DIC("meanDic"),
  /** Mean intersection over union. */
  MEAN_IOU("meanIoU"),
  /** Weighted F-measure of the soft prediction (Margolin et al. 2014, doi:10.1109/CVPR.2014.39). */
  WFM("wFm"),
  /** Structure measure of the soft prediction (Fan et al. 2017, doi:10.1109/ICCV.2017.487). */
  SM("Sm"),
  /** Mean enhanced alignment. */
  MEAN_EM("meanEm"),
  /** Mean absolute error of the soft prediction, mean |g - p|; lower is better. */
  MAE("mae"),
  /** Maximum enhanced alignment. */
  MAX_EM("maxEm"),
  /** Maximum Dice coefficient. */
  MAX_DIC("maxDic"),
  /** Maximum intersection over union. */
  MAX_IOU("maxIoU"),
  /** Mean sensitivity. */
  MEAN_SEN("meanSen"),
  /** Maximum sensitivity. */
  MAX_SEN("maxSen"),
  /** Mean specificity. */
  MEAN_SPE("meanSpe"),
  /** Maximum specificity. */
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
   * Whether higher values are better.
   *
   * @return true for all but {@link #MAE}
   */
  public boolean higherIsBetter() {
    return this != MAE;
  }

  /**
   * Whether the value of a data set is the mean of the values of its images.
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
        "Unknown metric '%s'; known: %s"
            .formatted(
                label,
                Arrays.stream(values()).map(Metric::label).collect(Collectors.joining(", "))));
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
