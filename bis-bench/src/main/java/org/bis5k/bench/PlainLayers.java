package org.bis5k.bench;

/**
 * The first channel of what a layer gives, computed straight from the definition in double: what
 * benchmarks are checked against. Arrays are N x C x side x side.
 */
final class PlainLayers {

  private static final double EPSILON = 1e-5;

  private PlainLayers() {}

  /**
   * Convolution, batch normalisation with the batch's own statistics, and ReLU.
   *
   * @param p weights (out x in x kernel x kernel), then the norm's scales and shifts
   * @return channel 0 of image 0
   */
  static double[] unit(
      float[] x, float[] p, int in, int out, int kernel, int dilation, int count, int side) {
    int plane = side * side;
    double[] z = new double[count * plane];
    for (int i = 0; i < z.length; i++) {
      z[i] = convolved(x, i / plane * in * plane, p, in, kernel, dilation, side, i % plane);
    }
    double mean = 0;
    for (double value : z) {
      mean += value / z.length;
    }
    double variance = 0;
    for (double value : z) {
      variance += (value - mean) * (value - mean) / z.length;
    }
    int weights = out * in * kernel * kernel;
    double scale = p[weights] / Math.sqrt(variance + EPSILON);
    double[] result = new double[plane];
    for (int i = 0; i < plane; i++) {
      result[i] = Math.max(0, (z[i] - mean) * scale + p[weights + out]);
    }
    return result;
  }

  private static double convolved(
      float[] x, int image, float[] w, int in, int kernel, int dilation, int side, int position) {
    double sum = 0;
    for (int tap = 0; tap < kernel * kernel; tap++) {
      int row = position / side + (tap / kernel - kernel / 2) * dilation;
      int column = position % side + (tap % kernel - kernel / 2) * dilation;
      if (row < 0 || row >= side || column < 0 || column >= side) {
        continue;
      }
      for (int c = 0; c < in; c++) {
        sum += (double) w[c * kernel * kernel + tap] * x[image + (c * side + row) * side + column];
      }
    }
    return sum;
  }

  /** The maximum, or the sum over nine, of windows of 3x3 two apart with one row of padding. */
  static double[] pool(float[] x, boolean maximum, int side) {
    int outSide = (side - 1) / 2 + 1;
    double[] result = new double[outSide * outSide];
    for (int i = 0; i < result.length; i++) {
      double best = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int tap = 0; tap < 9; tap++) {
        int row = i / outSide * 2 + tap / 3 - 1;
        int column = i % outSide * 2 + tap % 3 - 1;
        if (row >= 0 && row < side && column >= 0 && column < side) {
          best = Math.max(best, x[row * side + column]);
          sum += x[row * side + column];
        }
      }
      result[i] = maximum ? best : sum / 9;
    }
    return result;
  }

  /** Bilinear interpolation with aligned corners. */
  static double[] resize(float[] x, int side, int outSide) {
    double[] result = new double[outSide * outSide];
    double step = (side - 1.0) / (outSide - 1);
    for (int i = 0; i < result.length; i++) {
      double row = i / outSide * step;
      double column = i % outSide * step;
      int top = Math.min((int) row, side - 2);
      int left = Math.min((int) column, side - 2);
      int at = top * side + left;
      double upper = x[at] + (column - left) * (x[at + 1] - x[at]);
      double lower = x[at + side] + (column - left) * (x[at + side + 1] - x[at + side]);
      result[i] = upper + (row - top) * (lower - upper);
    }
    return result;
  }

  /** Requires that a layer's output begins with these values. */
  static void require(String layer, float[] output, int length, double[] first) {
    if (output.length != length) {
      throw new IllegalStateException(layer + " gives " + output.length + " values");
    }
    for (int i = 0; i < first.length; i++) {
      if (!(Math.abs(output[i] - first[i]) <= 1e-3 * (1 + Math.abs(first[i])))) {
        throw new IllegalStateException(
            layer + " gives " + output[i] + " at " + i + " instead of " + first[i]);
      }
    }
  }
}
