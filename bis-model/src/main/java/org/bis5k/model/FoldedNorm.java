package org.bis5k.model;

import java.nio.FloatBuffer;

/**
 * A batch normalisation with running statistics as one factor and one summand a channel, so that it
 * can become part of the convolution before it. Computed in double.
 */
final class FoldedNorm {

  private final double[] scale;
  private final float[] shift;
  private final boolean relu;

  private FoldedNorm(int channels, boolean relu) {
    this.scale = new double[channels];
    this.shift = new float[channels];
    this.relu = relu;
  }

  static FoldedNorm of(BatchNormParameters p, boolean relu) {
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    FloatBuffer mean = HostMemory.floats(p.mean());
    FloatBuffer variance = HostMemory.floats(p.variance());
    FoldedNorm folded = new FoldedNorm(gamma.capacity(), relu);
    for (int c = 0; c < folded.scale.length; c++) {
      double inverse = 1 / Math.sqrt(variance.get(c) + BatchNormParameters.EPSILON);
      folded.scale[c] = gamma.get(c) * inverse;
      folded.shift[c] = (float) (beta.get(c) - mean.get(c) * folded.scale[c]);
    }
    return folded;
  }

  /** What a channel's weights are multiplied by. */
  double scale(int channel) {
    return scale[channel];
  }

  /** What is added to a channel's values. */
  float shift(int channel) {
    return shift[channel];
  }

  boolean relu() {
    return relu;
  }
}
