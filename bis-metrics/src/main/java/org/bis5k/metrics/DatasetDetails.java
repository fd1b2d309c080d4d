package org.bis5k.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The {@link Detail}s of a data set: averaged over images, and of all pixels pooled. A mean is
 * taken over the images that define the value; one image with an infinite distance makes it
 * infinite, so that a prediction without contour cannot improve it. Exact whatever the order.
 * Immutable.
 */
public final class DatasetDetails {

  private final List<ImageDetails> images;
  private final DetailOptions options;

  private DatasetDetails(List<ImageDetails> images, DetailOptions options) {
    this.images = images;
    this.options = options;
  }

  /**
   * Collects images.
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
   * The free choices made.
   *
   * @return the options
   */
  public DetailOptions options() {
    return options;
  }

  /**
   * A value's mean over the images that define it.
   *
   * @param detail which value
   * @return the mean; infinite if one image's value is, NaN if no image defines it
   */
  public double mean(Detail detail) {
    return infinite(detail) > 0 ? Double.POSITIVE_INFINITY : finiteMean(detail);
  }

  /**
   * A value's mean over the images where it is finite; to be told with the number of the others.
   *
   * @param detail which value
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
   * @param detail which value
   * @return at least 0
   */
  public int undefined(Detail detail) {
    return (int) images.stream().filter(image -> Double.isNaN(image.value(detail))).count();
  }

  /**
   * The number of images whose distance is infinite, one of the two masks being empty.
   *
   * @param detail which value
   * @return at least 0
   */
  public int infinite(Detail detail) {
    return (int) images.stream().filter(image -> Double.isInfinite(image.value(detail))).count();
  }

  /**
   * The pixel counts of all images together, from which pooled ratios follow.
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
}
