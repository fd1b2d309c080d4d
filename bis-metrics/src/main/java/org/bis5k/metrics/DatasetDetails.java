package org.bis5k.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The {@link Detail}s of a data set: means over images, and values of all pixels pooled. A mean is
 * over the images that define the value. One infinite distance makes the mean infinite, so that a
 * prediction without contour cannot improve it. Sums are exact, so the order of the images changes
 * no bit. Immutable.
 */
public final class DatasetDetails {

  private final List<ImageDetails> images;
  private final DetailOptions options;

  private DatasetDetails(List<ImageDetails> images, DetailOptions options) {
    this.images = images;
    this.options = options;
  }

  /**
   * The details of given images.
   *
   * @param images their details under the same options, in any order
   * @param options those options
   * @return the data set's details
   * @throws IllegalArgumentException if there is no image or two have the same name
   */
  public static DatasetDetails of(List<ImageDetails> images, DetailOptions options) {
    Objects.requireNonNull(options, "options");
    if (images.isEmpty()) {
      throw new IllegalArgumentException("There is no image to average over");
    }
    List<ImageDetails> sorted =
        images.stream().sorted(Comparator.comparing(ImageDetails::name)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
        throw new IllegalArgumentException(
            "The image '" + sorted.get(i).name() + "' has been added before");
      }
    }
    return new DatasetDetails(sorted, options);
  }

  /**
   * The details of each image.
   *
   * @return one entry per image, ordered by name
   */
  public List<ImageDetails> images() {
    return images;
  }

  /**
   * The parameters of the details.
   *
   * @return the options
   */
  public DetailOptions options() {
    return options;
  }

  /**
   * A value's mean over the images that define it.
   *
   * @param detail the value
   * @return the mean; infinite if one image's value is, NaN if no image defines it
   */
  public double mean(Detail detail) {
    return infinite(detail) > 0 ? Double.POSITIVE_INFINITY : finiteMean(detail);
  }

  /**
   * A value's mean over the images where it is finite. Report the number of the other images with
   * it.
   *
   * @param detail the value
   * @return the mean; NaN if there is no such image
   */
  public double finiteMean(Detail detail) {
    ExactSum sum = new ExactSum();
    long count = 0;
    for (ImageDetails image : images) {
      double value = image.value(detail);
      if (Double.isFinite(value)) {
        sum.add(value);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum.toDouble() / count;
  }

  /**
   * The number of images that do not define a value.
   *
   * @param detail the value
   * @return at least 0
   */
  public int undefined(Detail detail) {
    return (int) images.stream().filter(image -> Double.isNaN(image.value(detail))).count();
  }

  /**
   * The number of images whose distance is infinite because one of the two masks is empty.
   *
   * @param detail the value
   * @return at least 0
   */
  public int infinite(Detail detail) {
    return (int) images.stream().filter(image -> Double.isInfinite(image.value(detail))).count();
  }

  /**
   * The pixel counts of all images together, for pooled ratios.
   *
   * @return the sums
   */
  public ConfusionCounts pooledCounts() {
    return images.stream().map(ImageDetails::counts).reduce(ConfusionCounts::plus).orElseThrow();
  }

  /**
   * The calibration of all pixels together.
   *
   * @return the sums
   */
  public Calibration pooledCalibration() {
    return images.stream().map(ImageDetails::calibration).reduce(Calibration::plus).orElseThrow();
  }

  /** The number of images and the mean of each value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("DatasetDetails[images=" + images.size());
    for (Detail detail : Detail.values()) {
      text.append(", ").append(detail.label()).append('=').append(mean(detail));
    }
    return text.append(']').toString();
  }
}
