package org.bis5k.model.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ArrayStep;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;

/**
 * How images become a network's input: resized to one size, then normalised channel by channel,
 * (value / 255 - mean) / std.
 *
 * @param size height and width that the network was trained at
 * @param normalisation mean and standard deviation of red, green and blue
 */
public record Preprocessing(Size size, ArrayStep.Normalize normalisation) {

  private static final String SIZE = "size";
  private static final String MEAN = "mean";
  private static final String STD = "std";

  /**
   * As released.
   *
   * @return 352 x 352 and the statistics of ImageNet
   */
  public static Preprocessing released() {
    return new Preprocessing(Size.square(352), ArrayStep.Normalize.imageNet());
  }

  /**
   * The preprocessing that a list of transforms does.
   *
   * @param transforms a list for prediction: resize, tonumpy, normalize, totensor
   * @return size and normalisation; those released where the list has none
   */
  public static Preprocessing of(List<Transform> transforms) {
    Preprocessing found = released();
    for (Transform transform : transforms) {
      if (transform instanceof Resize resize) {
        found = new Preprocessing(resize.size(), found.normalisation);
      } else if (transform instanceof ArrayStep.Normalize normalize) {
        found = new Preprocessing(found.size, normalize);
      }
    }
    return found;
  }

  /**
   * The list of transforms that does this.
   *
   * @return resize, tonumpy, normalize, totensor
   */
  public List<Transform> transforms() {
    return List.of(
        new Resize(size), new ArrayStep.ToNumpy(), normalisation, new ArrayStep.ToTensor());
  }

  /**
   * As strings, for a file that is to describe itself.
   *
   * @return the entries {@code size} ("352x352", height x width), {@code mean} and {@code std}
   *     ("0.485, 0.456, 0.406", red, green, blue)
   */
  public Map<String, String> toMetadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SIZE, size.toString());
    metadata.put(MEAN, text(normalisation.mean()));
    metadata.put(STD, text(normalisation.std()));
    return metadata;
  }

  private static String text(List<Double> values) {
    String list = values.toString();
    return list.substring(1, list.length() - 1);
  }

  /**
   * Reads what {@link #toMetadata()} gave.
   *
   * @param metadata entries of a file
   * @return the preprocessing; empty if an entry is missing
   * @throws IllegalArgumentException if an entry is there and no such text
   */
  public static Optional<Preprocessing> ofMetadata(Map<String, String> metadata) {
    if (!metadata.keySet().containsAll(List.of(SIZE, MEAN, STD))) {
      return Optional.empty();
    }
    List<Double> sides = numbers(metadata.get(SIZE), "x");
    if (sides.size() != 2) {
      throw new IllegalArgumentException(
          "size: expected height x width such as 352x352; found " + metadata.get(SIZE));
    }
    return Optional.of(
        new Preprocessing(
            new Size(sides.get(0).intValue(), sides.get(1).intValue()),
            new ArrayStep.Normalize(
                numbers(metadata.get(MEAN), ","), numbers(metadata.get(STD), ","))));
  }

  private static List<Double> numbers(String text, String separator) {
    return Arrays.stream(text.split(separator)).map(Double::valueOf).toList();
  }
}
