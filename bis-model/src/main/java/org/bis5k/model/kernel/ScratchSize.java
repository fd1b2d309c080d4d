package org.bis5k.model.kernel;

/** The size of the grow-only working arrays that the kernels on host memory use. */
public final class ScratchSize {

  private ScratchSize() {}

  /**
   * Working arrays of a convolution: a copy of the weights, in training also one of the gradient of
   * the output.
   *
   * @param geometry the convolution
   * @param in shape of the input: N, in, H, W
   * @param training whether a backward pass runs
   * @return the number of floats
   */
  public static long convolution(ConvGeometry geometry, long[] in, boolean training) {
    long weights =
        (long) geometry.in() * geometry.out() * geometry.kernelHeight() * geometry.kernelWidth();
    long[] out = geometry.outputShape(in);
    long gradient = training ? out[0] * out[1] * out[2] * (out[3] + geometry.padWidth()) : 0;
    return Math.max(weights, gradient);
  }

  /**
   * Working arrays of the attention over all positions: each input by channel and by position, in
   * training also the gradient of the output and the sums over rows.
   *
   * @param shape shape of each input: N, c, H, W
   * @param training whether a backward pass runs
   * @return the number of floats
   */
  public static long attention(long[] shape, boolean training) {
    long size = shape[0] * shape[1] * shape[2] * shape[3];
    long shares = HostAttention.shares((int) (shape[2] * shape[3]));
    return training ? (8 + 2 * shares) * size : 6 * size;
  }
}
