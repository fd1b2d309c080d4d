package org.bis5k.model.kernel;

import java.nio.FloatBuffer;

/**
 * A batch normalisation with running statistics as one factor and one summand a channel, which the
 * last sweep of the convolution before it applies. Computed in double.
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

  /** What a channel's values are multiplied by. */
  float scale(int channel) {
    return scale[channel];
  }

  /** What is added to them then. */
  float shift(int channel) {
    return shift[channel];
  }

  boolean relu() {
    return relu;
  }
}
