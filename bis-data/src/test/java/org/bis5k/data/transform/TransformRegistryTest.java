package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformRegistryTest {

  /** Gives the values of a map, and the defaults for all others. */
  private record Values(Map<String, Object> values) implements ParameterReader {

    @Override
    public boolean flag(String key, boolean absent) {
      return (Boolean) values.getOrDefault(key, absent);
    }

    @Override
    public double real(String key, double absent, double low, double high) {
      return (Double) values.getOrDefault(key, absent);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Double> reals(String key, List<Double> absent) {
      return (List<Double>) values.getOrDefault(key, absent);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Integer> integers(String key, int low, int high, List<Integer> absent) {
      return (List<Integer>) values.getOrDefault(key, absent);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<String> names(String key, List<String> known) {
      return (List<String>) values.getOrDefault(key, known);
    }
  }

  private static Transform read(String key, Map<String, Object> values) {
    return TransformRegistry.read(key, new Values(values));
  }

  private static Map<String, Object> written(Transform transform) {
    Map<String, Object> values = new HashMap<>();
    transform.write(values::put);
    return values;
  }

  @Test
  void listsTheKeysInOrder() {
    assertThat(TransformRegistry.keys())
        .containsExactly(
            "resize",
            "random_scale_crop",
            "random_flip",
            "random_rotate",
            "random_image_enhance",
            "random_dilation_erosion",
            "random_gaussian_blur",
            "stain_augmentation",
            "colour_jitter",
            "tonumpy",
            "normalize",
            "totensor");
  }

  static List<String> keys() {
    return TransformRegistry.keys();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void readsWhatEachTransformWrites(String key) {
    Transform transform = read(key, Map.of());
    assertThat(transform.key()).isEqualTo(key);
    assertThat(transform instanceof PixelTransform).isEqualTo(!ArrayStep.KEYS.contains(key));
    assertThat(read(key, written(transform))).isEqualTo(transform);
  }

  @Test
  void hasTheReleasedRecipeAsDefaults() {
    for (Transform transform : TransformPipeline.released(Size.square(352)).transforms()) {
      assertThat(read(transform.key(), Map.of())).isEqualTo(transform);
    }
  }

  @Test
  void readsAndWritesOtherValuesThanTheDefaults() {
    List<Transform> transforms =
        List.of(
            new Resize(new Size(96, 128)),
            new RandomScaleCrop(0.5, 2),
            new RandomFlip(false, true),
            new RandomRotate(-10, 10),
            new RandomImageEnhance(List.of(Enhancement.BRIGHTNESS)),
            new RandomDilationErosion(1, 3),
            new StainAugmentation(0.2),
            new ColorJitter(0.1, 0.2, 0.3),
            new ArrayStep.Normalize(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0)));
    for (Transform transform : transforms) {
      assertThat(read(transform.key(), written(transform))).isEqualTo(transform);
    }
    assertThat(written(transforms.get(0))).isEqualTo(Map.of("size", List.of(128, 96)));
    assertThat(written(transforms.get(4))).isEqualTo(Map.of("methods", List.of("brightness")));
  }

  @Test
  void tellsRandomTransformsFromFixedOnes() {
    assertThat(TransformRegistry.keys().stream().map(key -> read(key, Map.of())))
        .filteredOn(transform -> !transform.isRandom())
        .extracting(Transform::key)
        .containsExactly("resize", "tonumpy", "normalize", "totensor");
  }

  @Test
  void refusesAnUnknownKey() {
    assertThatThrownBy(() -> read("random_flop", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Unknown transform 'random_flop'; known: [resize, ");
  }
}
