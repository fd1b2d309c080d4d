package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bis5k.model.kernel.Floats.array;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;
import static org.bis5k.model.kernel.Floats.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalisation of four values a channel. */
@Tag("kernels")
final class BatchNormKernelTest {

  private static final float ROUNDING = 1e-5f;

  private final Kernels kernels = Kernels.current();

  /** Two images, two channels of 1 x 2: channel 0 holds 1, 3, 5, 7; channel 1 four sixes. */
  private static INDArray values() {
    return array(shape(2, 2, 1, 2), 1, 3, 6, 6, 5, 7, 6, 6);
  }

  private static BatchNorm.Parameters parameters() {
    return new BatchNorm.Parameters(vector(2, 3), vector(10, -1), vector(1, 1), vector(0.5f, 2));
  }

  @Test
  void trainingUsesTheBatchAndMovesTheStatistics() {
    BatchNorm.Parameters p = parameters();
    BatchNorm.Statistics batch = BatchNorm.Statistics.reuse(null, 2);
    INDArray y = target(2, 2, 1, 2);

    kernels.normalizeTraining(values(), p, batch, false, y);

    // Channel 0: mean 4, biased variance (9 + 1 + 1 + 9) / 4 = 5.
    float d = (float) (2 / Math.sqrt(5 + 1e-5));
    assertThat(of(y))
        .containsExactly(
            new float[] {10 - 3 * d, 10 - d, -1, -1, 10 + d, 10 + 3 * d, -1, -1}, within(ROUNDING));
    assertThat(batch.mean()).containsExactly(4, 6);
    assertThat(batch.inverseDeviation()[0]).isCloseTo(1 / Math.sqrt(5 + 1e-5), within(1e-6));
    // 0.9 old + 0.1 new; the variance unbiased, 20 / 3 instead of 5.
    assertThat(of(p.mean())).containsExactly(new float[] {1.3f, 1.5f}, within(1e-6f));
    assertThat(of(p.variance())).containsExactly(new float[] {0.45f + 2 / 3f, 1.8f}, within(1e-6f));
    assertThat(of(p.gamma())).containsExactly(2, 3);
    assertThat(of(p.beta())).containsExactly(10, -1);
  }

  @Test
  void reluCutsBelowZero() {
    INDArray y = target(2, 2, 1, 2);
    BatchNorm.Parameters p =
        new BatchNorm.Parameters(vector(1, 1), vector(0, -1), vector(0, 0), vector(1, 1));
    kernels.normalizeTraining(values(), p, BatchNorm.Statistics.reuse(null, 2), true, y);
    float d = (float) (1 / Math.sqrt(5));
    assertThat(of(y)).containsExactly(new float[] {0, 0, 0, 0, d, 3 * d, 0, 0}, within(ROUNDING));
  }

  @Test
  void inferenceUsesTheRunningStatisticsAndLeavesThem() {
    BatchNorm.Parameters p = parameters();
    INDArray z = values();
    kernels.normalizeInference(z, p, false);
    // (z - 1) 2 / sqrt(0.5) + 10, (z - 1) 3 / sqrt(2) - 1
    float a = (float) (2 / Math.sqrt(0.5 + 1e-5));
    float b = (float) (3 / Math.sqrt(2 + 1e-5));
    assertThat(of(z))
        .containsExactly(
            new float[] {
              10, 10 + 2 * a, 5 * b - 1, 5 * b - 1, 10 + 4 * a, 10 + 6 * a, 5 * b - 1, 5 * b - 1
            },
            within(1e-4f));
    assertThat(of(p.mean())).containsExactly(1, 1);
    assertThat(of(p.variance())).containsExactly(0.5f, 2);
    INDArray cut = values();
    kernels.normalizeInference(
        cut, new BatchNorm.Parameters(p.gamma(), vector(-6, -12), p.mean(), p.variance()), true);
    assertThat(of(cut)[0]).isZero();
    assertThat(of(cut)[2]).isZero();
    assertThat(of(cut)[1]).isZero();
    assertThat(of(cut)[5]).isCloseTo(6 * a - 6, within(1e-4f));
  }

  /**
   * The gradient has no part along 1 and along the normalised values: of dy = 1, 0, 0, 0 with
   * normalised values -3, -1, 1, 3 over root 5 it leaves (1 - 1/4 - 9/20, -1/4 - 3/20, -1/4 + 3/20,
   * -1/4 + 9/20), times scale over deviation.
   */
  @Test
  void gradientsByHand() {
    BatchNorm.Parameters p = parameters();
    BatchNorm.Statistics batch = BatchNorm.Statistics.reuse(null, 2);
    INDArray z = values();
    INDArray y = target(2, 2, 1, 2);
    kernels.normalizeTraining(z, p, batch, false, y);
    INDArray dy = array(shape(2, 2, 1, 2), 1, 0, 0, 0, 0, 0, 0, 0);
    BatchNorm.Gradients gradients =
        new BatchNorm.Gradients(target(2), target(2), target(2, 2, 1, 2));

    kernels.normalizeBackward(dy, z, p, batch, false, gradients);

    float f = (float) (2 / Math.sqrt(5));
    assertThat(of(gradients.input()))
        .containsExactly(
            new float[] {0.3f * f, -0.4f * f, 0, 0, -0.1f * f, 0.2f * f, 0, 0}, within(ROUNDING));
    assertThat(of(gradients.gamma()))
        .containsExactly(new float[] {(float) (-3 / Math.sqrt(5)), 0}, within(ROUNDING));
    assertThat(of(gradients.beta())).containsExactly(1, 0);
  }

  @Test
  void nothingFlowsBackThroughACutValueAndZMayBeOverwritten() {
    BatchNorm.Parameters p =
        new BatchNorm.Parameters(vector(1, 1), vector(0, 1), vector(0, 0), vector(1, 1));
    BatchNorm.Statistics batch = BatchNorm.Statistics.reuse(null, 2);
    INDArray z = values();
    INDArray y = target(2, 2, 1, 2);
    kernels.normalizeTraining(z, p, batch, true, y);
    INDArray dy = array(shape(2, 2, 1, 2), 5, 7, 1, 2, 1, 0, 3, 4);

    kernels.normalizeBackward(
        dy, z, p, batch, true, new BatchNorm.Gradients(vector(9, 9), vector(9, 9), z));

    // Channel 0: the first image's values lie below the mean, so its gradients 5 and 7 vanish;
    // what is left is 0, 0, 1, 0. Channel 1 has no spread: its gradients lose their mean.
    float f = (float) (1 / Math.sqrt(5 + 1e-5));
    float wide = (float) (1 / Math.sqrt(1e-5));
    assertThat(of(z))
        .containsExactly(
            new float[] {
              -0.1f * f, -0.2f * f, -1.5f * wide, -0.5f * wide,
              0.7f * f, -0.4f * f, 0.5f * wide, 1.5f * wide
            },
            within(1e-3f));
  }

  /** A mean a thousand times the deviation must not cost the digits of the deviation. */
  @Test
  void aLargeMeanKeepsItsDigits() {
    float[] raw = new float[64];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = 1000 + (i % 2 == 0 ? 0.5f : -0.5f);
    }
    INDArray y = target(1, 1, 8, 8);
    BatchNorm.Parameters p = new BatchNorm.Parameters(vector(1), vector(0), vector(0), vector(1));
    kernels.normalizeTraining(
        array(shape(1, 1, 8, 8), raw), p, BatchNorm.Statistics.reuse(null, 1), false, y);
    for (int i = 0; i < raw.length; i++) {
      assertThat(of(y)[i]).isCloseTo(i % 2 == 0 ? 1f : -1f, within(1e-4f));
    }
    assertThat(of(p.mean())[0]).isCloseTo(100f, within(1e-3f));
    assertThat(of(p.variance())[0]).isCloseTo((float) (0.9 + 0.1 * 0.25 * 64 / 63), within(1e-4f));
  }
}
