package org.bis5k.metrics;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/** The {@link Detail}s of one image. Immutable. */
public final class ImageDetails {

  private final String name;
  private final ConfusionCounts counts;
  private final Calibration calibration;
  private final double[] values;

  private ImageDetails(
      String name, ConfusionCounts counts, Calibration calibration, double[] values) {
    this.name = name;
    this.counts = counts;
    this.calibration = calibration;
    this.values = values;
  }

  /**
   * Measures an image.
   *
   * @param name the image's name
   * @param prediction the probability of foreground as level / 255; foreground from level 128 on
   * @param truth ground truth of the same size
   * @param options the parameters
   * @return the details
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ImageDetails of(
      String name, GreyImage prediction, Mask truth, DetailOptions options) {
    Mask binary = Mask.of(prediction);
    ConfusionCounts counts = ConfusionCounts.of(binary, truth);
    Calibration calibration = Calibration.of(prediction, truth);
    SurfaceDistances surface = SurfaceDistances.between(binary, truth, options.spacing());
    int band = options.bandWidth() > 0 ? options.bandWidth() : BoundaryIou.suggestedWidth(truth);
    double[] values = new double[Detail.values().length];
    for (Detail detail : Detail.values()) {
      values[detail.ordinal()] =
          switch (detail) {
            case DICE -> counts.dice();
            case IOU -> counts.iou();
            case SENSITIVITY -> counts.sensitivity();
            case SPECIFICITY -> counts.specificity();
            case PRECISION -> counts.precision();
            case F2 -> counts.f(2);
            case ACCURACY -> counts.accuracy();
            case MCC -> counts.matthews();
            case KAPPA -> counts.kappa();
            case HD -> surface.hausdorff();
            case HD95 -> surface.hausdorff(95);
            case ASSD -> surface.averageSymmetric();
            case NSD -> surface.surfaceDice(options.tolerance());
            case BOUNDARY_IOU -> BoundaryIou.of(binary, truth, band);
            case ECE -> calibration.expectedError(options.bins());
          };
    }
    return new ImageDetails(name, counts, calibration, values);
  }

  /**
   * The image's name.
   *
   * @return the name without folder and extension
   */
  public String name() {
    return name;
  }

  /**
   * A value.
   *
   * @param detail the value
   * @return the value; NaN where undefined, infinite where only one of two contours exists
   */
  public double value(Detail detail) {
    return values[detail.ordinal()];
  }

  /**
   * The pixel counts at threshold 0.5.
   *
   * @return the four counts
   */
  public ConfusionCounts counts() {
    return counts;
  }

  /**
   * The pixel counts per grey level and class.
   *
   * @return the image's calibration
   */
  public Calibration calibration() {
    return calibration;
  }

  /** The name and all values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ImageDetails[name=" + name);
    for (Detail detail : Detail.values()) {
      text.append(", ").append(detail.label()).append('=').append(value(detail));
    }
    return text.append(']').toString();
  }
}
