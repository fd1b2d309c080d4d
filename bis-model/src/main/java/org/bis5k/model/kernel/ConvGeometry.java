package org.bis5k.model.kernel;

import java.io.Serializable;

/**
 * Channels, kernel, stride and dilation of a convolution with zero padding dilation x (kernel - 1)
 * / 2 on each side.
 *
 * @param in input channels, at least 1
 * @param out output channels, at least 1
 * @param kernelHeight odd
 * @param kernelWidth odd
 * @param stride in both directions, at least 1
 * @param dilation in both directions, at least 1
 */
public record ConvGeometry(
    int in, int out, int kernelHeight, int kernelWidth, int stride, int dilation)
    implements Serializable {

  /**
   * Refuses channels, strides and dilations below 1 and even kernels.
   *
   * @param in at least 1
   * @param out at least 1
   * @param kernelHeight odd
   * @param kernelWidth odd
   * @param stride at least 1
   * @param dilation at least 1
   * @throws IllegalArgumentException if a value is out of range
   */
  public ConvGeometry {
    if (in < 1
        || out < 1
        || kernelHeight % 2 != 1
        || kernelWidth % 2 != 1
        || stride < 1
        || dilation < 1) {
      throw new IllegalArgumentException(
          ("A convolution needs channels, stride and dilation of at least 1 and odd kernels; found"
                  + " %d to %d channels, kernel %dx%d, stride %d, dilation %d")
              .formatted(in, out, kernelHeight, kernelWidth, stride, dilation));
    }
  }

  /**
   * A square kernel with stride 1 and dilation 1.
   *
   * @param in input channels
   * @param out output channels
   * @param kernel side of the kernel, odd
   * @return the geometry
   */
  public static ConvGeometry square(int in, int out, int kernel) {
    return new ConvGeometry(in, out, kernel, kernel, 1, 1);
  }

  /**
   * This geometry with another stride.
   *
   * @param newStride at least 1
   * @return the geometry
   */
  public ConvGeometry withStride(int newStride) {
    return new ConvGeometry(in, out, kernelHeight, kernelWidth, newStride, dilation);
  }

  /**
   * This geometry with another dilation.
   *
   * @param newDilation at least 1
   * @return the geometry
   */
  public ConvGeometry withDilation(int newDilation) {
    return new ConvGeometry(in, out, kernelHeight, kernelWidth, stride, newDilation);
  }

  /**
   * Padding above and below.
   *
   * @return dilation x (kernelHeight - 1) / 2
   */
  public int padHeight() {
    return dilation * (kernelHeight - 1) / 2;
  }

  /**
   * Padding at the left and right.
   *
   * @return dilation x (kernelWidth - 1) / 2
   */
  public int padWidth() {
    return dilation * (kernelWidth - 1) / 2;
  }

  /**
   * The shape of the output.
   *
   * @param input N, in, H, W
   * @return N, out, ceil(H / stride), ceil(W / stride)
   */
  public long[] outputShape(long[] input) {
    return new long[] {
      input[0], out, (input[2] + stride - 1) / stride, (input[3] + stride - 1) / stride
    };
  }

  /**
   * The work of one forward pass.
   *
   * @param input N, in, H, W
   * @return floating-point operations; a multiplication and an addition count as two
   */
  public long flops(long[] input) {
    long[] output = outputShape(input);
    return 2L * output[0] * output[2] * output[3] * out * in * kernelHeight * kernelWidth;
  }
}
