package org.bis5k.model.kernel;

/**
 * Bilinear interpolation along one side: output i is (1 - upper[i]) in[lower[i]] + upper[i]
 * in[next(i)]. Positions are computed in float, as PyTorch's {@code interpolate} does.
 */
final class Interpolation {

  private final int[] lower;
  private final float[] upper;
  private final int inputs;

  private Interpolation(int inputs, int outputs) {
    this.inputs = inputs;
    this.lower = new int[outputs];
    this.upper = new float[outputs];
  }

  static Interpolation of(int inputs, int outputs, Corners corners) {
    Interpolation weights = new Interpolation(inputs, outputs);
    double aligned = outputs > 1 ? (double) (inputs - 1) / (outputs - 1) : 0;
    double ratio = (double) inputs / outputs;
    for (int i = 0; i < outputs; i++) {
      double position =
          corners == Corners.ALIGNED ? i * aligned : Math.max(0, (i + 0.5) * ratio - 0.5);
      int below = Math.min((int) position, inputs - 1);
      weights.lower[i] = below;
      weights.upper[i] = (float) (position - below);
    }
    return weights;
  }

  int outputs() {
    return lower.length;
  }

  int lower(int output) {
    return lower[output];
  }

  /** The upper neighbour; the last input is its own. */
  int next(int output) {
    return Math.min(lower[output] + 1, inputs - 1);
  }

  float upper(int output) {
    return upper[output];
  }

  /** The outputs x inputs matrix of the weights, row-major. */
  float[] matrix() {
    float[] matrix = new float[lower.length * inputs];
    for (int i = 0; i < lower.length; i++) {
      matrix[i * inputs + lower[i]] += 1 - upper[i];
      matrix[i * inputs + next(i)] += upper[i];
    }
    return matrix;
  }
}
