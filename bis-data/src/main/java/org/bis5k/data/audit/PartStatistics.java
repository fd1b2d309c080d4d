package org.bis5k.data.audit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.bis5k.data.dataset.DataPart;

/**
 * What a part of a data set holds.
 *
 * @param root its folder or list
 * @param name the name of that
 * @param pairs usable pairs of image and mask
 * @param sizes how many images have each size, as height x width
 * @param masks how many masks are unusual
 * @param foreground share of foreground of each mask, 0 to 1
 * @param hematoxylin mean amount of haematoxylin of each image, in units of optical density
 * @param eosin mean amount of eosin of each image
 */
public record PartStatistics(
    Path root,
    String name,
    int pairs,
    Map<String, Integer> sizes,
    MaskCounts masks,
    Histogram foreground,
    Histogram hematoxylin,
    Histogram eosin) {

  private static final int BINS = 20;

  /** Images stained more strongly than this are counted in the last bin. */
  private static final double DENSEST = 1.5;

  /**
   * Copies the map.
   *
   * @param root its folder or list
   * @param name the name of that
   * @param pairs usable pairs
   * @param sizes how many images have each size
   * @param masks how many masks are unusual
   * @param foreground share of foreground
   * @param hematoxylin mean amount of haematoxylin
   * @param eosin mean amount of eosin
   */
  public PartStatistics {
    sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
  }

  /**
   * Masks that are unusual.
   *
   * @param empty masks without foreground
   * @param full masks without background
   * @param notBinary masks with levels between 0 and 255
   */
  public record MaskCounts(int empty, int full, int notBinary) {}

  static PartStatistics of(DataPart part, List<InspectedImage> images) {
    return new PartStatistics(
        part.root(),
        part.name(),
        images.size(),
        images.stream()
            .collect(
                Collectors.groupingBy(
                    image -> image.size().toString(), Collectors.summingInt(image -> 1))),
        new MaskCounts(
            count(images, image -> image.foreground() == 0),
            count(images, image -> image.foreground() == 1),
            count(images, image -> !image.binaryMask())),
        histogram(images, 1, InspectedImage::foreground),
        histogram(images, DENSEST, image -> image.stains().hematoxylin()),
        histogram(images, DENSEST, image -> image.stains().eosin()));
  }

  private static int count(List<InspectedImage> images, Predicate<InspectedImage> condition) {
    return (int) images.stream().filter(condition).count();
  }

  private static Histogram histogram(
      List<InspectedImage> images, double high, ToDoubleFunction<InspectedImage> value) {
    return Histogram.of(0, high, BINS, images.stream().mapToDouble(value).toArray());
  }
}
