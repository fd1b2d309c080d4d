package org.bis5k.train.predict;

import org.bis5k.data.Size;

/** A network in inference mode, as the test protocol needs it: images to the finest output. */
@FunctionalInterface
public interface LogitFunction {

  /**
   * The first output of the network, before the sigmoid.
   *
   * @param nchw normalised images, N x 3 x H x W float32; left alone
   * @param count N, at least 1
   * @param size H and W
   * @return N x 1 x H x W logits
   */
  float[] logits(float[] nchw, int count, Size size);
}
