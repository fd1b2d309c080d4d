package org.bis5k.model.kernel;

import java.nio.FloatBuffer;

/**
 * A batch normalisation with running statistics as a factor and a summand per channel, computed in
 * double. The convolution before it applies them to its result.
 */
final class FoldedNorm {

  private final float[] scale;
  private final float[] shift;
  private final boolean relu;

  private FoldedNorm(int channels, boolean relu) {
    this.scale = new float[channels];
    this.shift = new float[channels];
    this.relu = relu;
  }

  static FoldedNorm of(BatchNorm.Parameters p, boolean relu) {
    FloatBuffer gamma = HostMemory.floats(p.gamma());
    FloatBuffer beta = HostMemory.floats(p.beta());
    FloatBuffer mean = HostMemory.floats(p.mean());
    FloatBuffer variance = HostMemory.floats(p.variance());
    FoldedNorm folded = new FoldedNorm(gamma.capacity(), relu);
    for (int c = 0; c < folded.scale.length; c++) {
      double inverse = 1 / Math.sqrt(variance.get(c) + BatchNorm.EPSILON);
      double scale = gamma.get(c) * inverse;
      folded.scale[c] = (float) scale;
      folded.shift[c] = (float) (beta.get(c) - mean.get(c) * scale);
    }
    return folded;
  }

  /** The factor of a channel. */
  float scale(int channel) {
    return scale[channel];
  }

  /** The summand of a channel. */
  float shift(int channel) {
    return shift[channel];
  }

  boolean relu() {
    return relu;
  }
}
