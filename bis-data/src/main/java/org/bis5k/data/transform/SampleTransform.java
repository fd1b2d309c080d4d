package org.bis5k.data.transform;

import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Sample;
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
   * @param pair 8-bit RGB image and 8-bit mask, not to be written to
   * @param seed the only source of random draws
   * @return the sample, named {@code name}
   */
  Sample apply(String name, ImageAndMask pair, SampleSeed seed);
}
