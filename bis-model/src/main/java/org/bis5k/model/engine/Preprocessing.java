package org.bis5k.model.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ArrayStep;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;

/**
 * How images become a network's input: resized to one size, then normalised channel by channel to
 * (value / 255 - mean) / std.
 *
 * @param size height and width that images are resized to
 * @param normalisation mean and standard deviation of red, green and blue
 */
public record Preprocessing(Size size, ArrayStep.Normalize normalisation) {

  /** A side that no network here can compute; a file must not have larger images made. */
  private static final int MAX_SIDE = 4096;

  private static final int MAX_NUMBERS = 200;
  private static final Pattern SIDES = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final String SIZE = "size";
  private static final String MEAN = "mean";
  private static final String STD = "std";

  /**
   * Returns the preprocessing of the released network.
   *
   * @return 352 x 352 and the statistics of ImageNet
   */
  public static Preprocessing released() {
    return new Preprocessing(Size.square(352), ArrayStep.Normalize.imageNet());
  }

  /**
   * Takes the preprocessing from a list of transforms.
   *
   * @param transforms a list for prediction: resize, tonumpy, normalize, totensor
   * @return size and normalisation of the list; if it lacks one of them, the released one
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
   * Returns the transforms that do this preprocessing.
   *
   * @return resize, tonumpy, normalize, totensor
   */
  public List<Transform> transforms() {
    return List.of(
        new Resize(size), new ArrayStep.ToNumpy(), normalisation, new ArrayStep.ToTensor());
  }

  /**
   * Writes the preprocessing as metadata of a file.
   *
   * @return the entries {@code size} ("352x352", height x width), {@code mean} and {@code std}
   *     ("0.485, 0.456, 0.406": red, green, blue)
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
   * Reads the preprocessing from the metadata of a file, as {@link #toMetadata()} writes it.
   *
   * @param metadata the entries of a file; others are ignored
   * @return the preprocessing; empty if an entry is missing
   * @throws IllegalArgumentException if an entry is malformed or out of range; the message names
   *     the entry and begins with at most 200 characters of it
   */
  public static Optional<Preprocessing> ofMetadata(Map<String, String> metadata) {
    if (!metadata.keySet().containsAll(List.of(SIZE, MEAN, STD))) {
      return Optional.empty();
    }
    return Optional.of(
        new Preprocessing(
            size(metadata.get(SIZE)),
            new ArrayStep.Normalize(numbers(metadata, MEAN), numbers(metadata, STD))));
  }

  private static Size size(String text) {
    Matcher sides = SIDES.matcher(text);
    if (sides.matches()) {
      int height = Integer.parseInt(sides.group(1));
      int width = Integer.parseInt(sides.group(2));
      if (Math.min(height, width) >= 1 && Math.max(height, width) <= MAX_SIDE) {
        return new Size(height, width);
      }
    }
    throw new IllegalArgumentException(
        "size: expected height x width such as 352x352, each from 1 to %d; found %s"
            .formatted(MAX_SIDE, PlainText.excerpt(text)));
  }

  private static List<Double> numbers(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    try {
      if (text.length() <= MAX_NUMBERS) {
        return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(malformed(key, text), e);
    }
    throw new IllegalArgumentException(malformed(key, text));
  }

  private static String malformed(String key, String text) {
    return "%s: expected three numbers such as 0.5, 0.5, 0.5; found %s"
        .formatted(key, PlainText.excerpt(text));
  }
}
