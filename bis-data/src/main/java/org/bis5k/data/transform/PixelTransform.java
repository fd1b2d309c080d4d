package org.bis5k.data.transform;

import java.util.random.RandomGenerator;

/**
 * A transform of 8-bit image and mask. Both always move together; values equal those of Pillow 9.4
 * and OpenCV 4.6 bit for bit. Ranges are half-open: the upper end never occurs.
 *
 * <p>Chance and pixels are kept apart: {@link #draw} takes all random numbers, in an order that the
 * class documents, and what it returns is a function of the pixels alone. A transform that draws
 * nothing is itself a {@link PixelOperation}.
 */
public non-sealed interface PixelTransform extends Transform {

  /**
   * Draws the parameters for one sample.
   *
   * @param random the only source of chance
   * @return what to do with this sample's image and mask
   */
  PixelOperation draw(RandomGenerator random);

  @Override
  default boolean isRandom() {
    return !(this instanceof PixelOperation);
  }
}
