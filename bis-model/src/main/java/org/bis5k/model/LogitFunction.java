package org.bis5k.model;

import org.bis5k.data.Size;

/** A network in inference mode, reduced to its prediction: images in, logits out. */
@FunctionalInterface
public interface LogitFunction {

  /**
   * Computes the logits of the network's first output.
   *
   * @param images normalised images, count x 3 x H x W float32 (NCHW); not changed
   * @param count the number of images, at least 1
   * @param size H and W
   * @return count x 1 x H x W float32 logits, before the sigmoid
   */
  float[] logits(float[] images, int count, Size size);
}
