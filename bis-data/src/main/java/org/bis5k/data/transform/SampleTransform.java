package org.bis5k.data.transform;

import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.SampleSeed;

/**
 * Turns a decoded image and its mask into a sample. Called from several threads at once; the result
 * depends on the arguments alone.
 */
@FunctionalInterface
public interface SampleTransform {

  /**
   * Transforms image and mask together.
   *
   * @param name the stem that both files share
   * @param image 8-bit RGB, not to be written to
   * @param mask 8-bit grey of the same size, not to be written to
   * @param seed the only source of random draws
   * @return the sample, named {@code name}
   */
  Sample apply(String name, RgbImage image, GreyImage mask, SampleSeed seed);
}
