package org.bis5k.data.transform;

/**
 * One entry of a {@code transform_list}: what it does and the range its parameters are drawn from.
 * A {@link TransformPipeline} runs a list of them: any number of {@link PixelTransform}s, then the
 * three {@link ArrayStep}s.
 */
public sealed interface Transform permits PixelTransform, ArrayStep {

  /**
   * The entry's name in a configuration file.
   *
   * @return for example {@code random_scale_crop}
   */
  String key();

  /**
   * Whether the result depends on random draws.
   *
   * @return false if the transform may be used for prediction
   */
  boolean isRandom();

  /**
   * Writes the parameters under the keys that they are read by.
   *
   * @param out receives them; a transform without parameters writes none
   */
  default void write(ParameterWriter out) {}
}
