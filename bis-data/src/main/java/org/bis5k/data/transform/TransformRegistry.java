package org.bis5k.data.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bis5k.data.InvalidInputException;

/** The transforms that a {@code transform_list} may name: one line each. */
public final class TransformRegistry {

  private static final Map<String, Function<ParameterReader, Transform>> READERS =
      new LinkedHashMap<>();

  static {
    add(Resize.KEY, Resize::read);
    add(RandomScaleCrop.KEY, RandomScaleCrop::read);
    add(RandomFlip.KEY, RandomFlip::read);
    add(RandomRotate.KEY, RandomRotate::read);
    add(RandomImageEnhance.KEY, RandomImageEnhance::read);
    add(RandomDilationErosion.KEY, RandomDilationErosion::read);
    add(RandomGaussianBlur.KEY, RandomGaussianBlur::new);
    add(StainAugmentation.KEY, StainAugmentation::read);
    add(ColorJitter.KEY, ColorJitter::read);
    add(ArrayStep.ToNumpy.KEY, ArrayStep.ToNumpy::new);
    add(ArrayStep.Normalize.KEY, ArrayStep.Normalize::read);
    add(ArrayStep.ToTensor.KEY, ArrayStep.ToTensor::new);
  }

  private TransformRegistry() {}

  private static void add(String key, Function<ParameterReader, Transform> reader) {
    READERS.put(key, reader);
  }

  private static void add(String key, Supplier<Transform> transform) {
    READERS.put(key, in -> transform.get());
  }

  /**
   * The keys of all transforms.
   *
   * @return for example {@code resize}, in the order of the documentation
   */
  public static List<String> keys() {
    return List.copyOf(READERS.keySet());
  }

  /**
   * Reads a transform.
   *
   * @param key one of {@link #keys()}
   * @param in its parameters; those that are missing have the values of the released recipe
   * @return the transform
   * @throws InvalidInputException if the key is unknown or a parameter cannot be used
   * @throws IllegalArgumentException if the parameters do not fit each other
   */
  public static Transform read(String key, ParameterReader in) {
    Function<ParameterReader, Transform> reader = READERS.get(key);
    if (reader == null) {
      throw new InvalidInputException("Unknown transform '" + key + "'; known: " + keys());
    }
    return reader.apply(in);
  }
}
