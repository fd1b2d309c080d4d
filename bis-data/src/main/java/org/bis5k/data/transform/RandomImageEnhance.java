package org.bis5k.data.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * Image enhancements in shuffled order, each with probability 1/2 and a factor from [1, 1.1). Draws
 * the order, then for each method the coin and, if it is applied, the factor.
 *
 * @param methods what may be enhanced, each at most once
 */
public record RandomImageEnhance(List<Enhancement> methods) implements PixelTransform {

  static final String KEY = "random_image_enhance";

  /**
   * Copies the methods; refuses an empty list and repeated methods.
   *
   * @param methods what may be enhanced
   * @throws IllegalArgumentException if there are none or one occurs twice
   */
  public RandomImageEnhance {
    methods = List.copyOf(methods);
    if (methods.isEmpty() || new HashSet<>(methods).size() < methods.size()) {
      throw new IllegalArgumentException(
          "random_image_enhance: methods needs one or more of contrast, sharpness, brightness,"
              + " each once; found "
              + keys(methods));
    }
  }

  static RandomImageEnhance read(ParameterReader in) {
    List<String> known = keys(List.of(Enhancement.values()));
    return new RandomImageEnhance(
        in.names("methods", known).stream().map(Enhancement::ofKey).toList());
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("methods", keys(methods));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    List<Enhancement> order = new ArrayList<>(methods);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    List<Step> steps = new ArrayList<>();
    for (Enhancement method : order) {
      if (Ranges.half(random)) {
        steps.add(new Step(method, random.nextDouble(1, 1.1)));
      }
    }
    return new Enhanced(List.copyOf(steps));
  }

  private static List<String> keys(List<Enhancement> methods) {
    return methods.stream().map(Enhancement::key).toList();
  }

  /** One enhancement with its factor; 1 changes nothing. */
  record Step(Enhancement method, double factor) {}

  record Enhanced(List<Step> steps) implements PixelOperation.Color {
    @Override
    public ByteImage image(ByteImage in) {
      ByteImage image = in;
      for (Step step : steps) {
        image = step.method.apply(image, step.factor);
      }
      return image;
    }
  }
}
