package org.bis5k.model.kernel;

import java.io.Serializable;

/**
 * Channels, kernel, stride and dilation of a convolution with zero padding dilation x (kernel - 1)
 * / 2 on each side.
 */
public record ConvGeometry(
    int in, int out, int kernelHeight, int kernelWidth, int stride, int dilation)
    implements Serializable {

  public ConvGeometry {
    if (in < 1
        || out < 1
        || kernelHeight % 2 != 1
        || kernelWidth % 2 != 1
        || stride < 1
        || dilation < 1) {
      throw new IllegalArgumentException(
          "A convolution needs channels, stride and dilation of at least 1 and odd kernels; found "
              + in
              + " to "
              + out
              + " channels, kernel "
              + kernelHeight
              + "x"
              + kernelWidth
              + ", stride "
              + stride
              + ", dilation "
              + dilation);
    }
  }

  public static ConvGeometry square(int in, int out, int kernel) {
    return new ConvGeometry(in, out, kernel, kernel, 1, 1);
  }

  public ConvGeometry withStride(int newStride) {
    return new ConvGeometry(in, out, kernelHeight, kernelWidth, newStride, dilation);
  }

  public ConvGeometry withDilation(int newDilation) {
    return new ConvGeometry(in, out, kernelHeight, kernelWidth, stride, newDilation);
  }

  public int padHeight() {
    return dilation * (kernelHeight - 1) / 2;
  }

  public int padWidth() {
    return dilation * (kernelWidth - 1) / 2;
  }

  /** The shape N x out x H' x W' that an input N x in x H x W gives. */
  public long[] outputShape(long[] input) {
    return new long[] {
      input[0], out, (input[2] + stride - 1) / stride, (input[3] + stride - 1) / stride
    };
  }

  /** Floating-point operations (multiply and add apart) of one forward pass. */
  public long flops(long[] input) {
    long[] output = outputShape(input);
    return 2L * output[0] * output[2] * output[3] * out * in * kernelHeight * kernelWidth;
  }
}
