package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bis5k.model.kernel.Floats.array;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;

import org.bis5k.model.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax, transpose and both attentions where the weights are simple fractions. */
@Tag("kernels")
final class AttentionKernelTest {

  private static final float LN3 = (float) Math.log(3);

  private final Kernels kernels = Kernels.current();

  private float[] run(GraphOp op, INDArray... in) {
    long[][] shapes = new long[in.length][];
    for (int i = 0; i < in.length; i++) {
      shapes[i] = in[i].shape();
    }
    INDArray out = target(op.outputShape(shapes));
    op.forward(kernels, in, out);
    return of(out);
  }

  @Test
  void rowsBecomeShares() {
    INDArray matrix = array(shape(3, 3), 0, 0, 0, 0, LN3, -1000, 88, 88 + LN3, 88);
    kernels.softmaxRows(matrix);
    assertThat(of(matrix))
        .containsExactly(
            new float[] {1 / 3f, 1 / 3f, 1 / 3f, 0.25f, 0.75f, 0, 0.2f, 0.6f, 0.2f}, within(1e-5f));
    INDArray batch = array(shape(2, 1, 2), 0, LN3, 1000, 1000);
    kernels.softmaxRows(batch);
    assertThat(of(batch)).containsExactly(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, within(1e-6f));
  }

  /** Of dP = 4, 0 under P = 1/4, 3/4: the mean is 1, so 1/4 (4 - 1) and 3/4 (0 - 1). */
  @Test
  void theGradientOfSharesSumsToZero() {
    INDArray p = array(shape(2, 2), 0.25f, 0.75f, 0.5f, 0.5f);
    INDArray g = array(shape(2, 2), 4, 0, 7, 7);
    kernels.softmaxRowsBackward(p, g);
    assertThat(of(g)).containsExactly(new float[] {0.75f, -0.75f, 0, 0}, within(1e-6f));
  }

  @Test
  void transposes() {
    INDArray to = target(3, 2);
    kernels.transpose(array(shape(2, 3), 1, 2, 3, 4, 5, 6), to);
    assertThat(of(to)).containsExactly(1, 4, 2, 5, 3, 6);
  }

  /**
   * Two positions, four channels, so that the scale is 1/2. Query 0 meets the keys with products 0
   * and 2 ln 3, hence the shares 1/4 and 3/4; query 1 is zero and takes the mean.
   */
  @Test
  void attentionOverTwoPositions() {
    float[] query = {1, 0, 0, 0, 0, 0, 0, 0}; // channel by channel: (position 0, position 1)
    float[] key = {0, 2 * LN3, 5, 5, 0, 0, 0, 0};
    float[] value = {4, 8, 0, 1, 100, 200, -4, 4};
    long[] map = shape(1, 4, 1, 2);
    assertThat(run(new Attention(), array(map, query), array(map, key), array(map, value)))
        .containsExactly(new float[] {7, 6, 0.75f, 0.5f, 175, 150, 2, 0}, within(1e-4f));
  }

  @Test
  void imagesDoNotAttendToEachOther() {
    long[] map = shape(2, 1, 1, 2);
    assertThat(
            run(
                new Attention(),
                array(map, 0, 0, 0, 0),
                array(map, 1, 2, 3, 4),
                array(map, 1, 3, 100, 300)))
        .containsExactly(new float[] {2, 2, 200, 200}, within(1e-4f));
  }

  /**
   * V is a 1 x 2 x 2 x 3 block 1 .. 12. In mode w its rows are runs of 3 (the map's own rows); in
   * mode h runs of 2, across the map's rows: that is the plain view, not a transpose. M's first row
   * weighs one element of a run above the others.
   */
  @Test
  void axialAttentionReadsRunsOfMemory() {
    float[] value = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    INDArray v = array(shape(1, 2, 2, 3), value);
    // Mode h: Q and K of one channel are 3 x 2 views; Qt K = (0, ln 3; 0, 0).
    INDArray qh = array(shape(1, 1, 2, 3), 1, 0, 0, 0, 0, 0);
    INDArray kh = array(shape(1, 1, 2, 3), 0, LN3, 9, 9, 9, 9);
    // out (r, 0) = 1/4 V (r, 0) + 3/4 V (r, 1), out (r, 1) = the mean of the run.
    assertThat(run(new AxialAttention(AxialAttention.Axis.HEIGHT), qh, kh, v))
        .containsExactly(
            new float[] {
              1.75f, 1.5f, 3.75f, 3.5f, 5.75f, 5.5f, 7.75f, 7.5f, 9.75f, 9.5f, 11.75f, 11.5f
            },
            within(1e-5f));
    // Mode w: 2 x 3 views; Qt K = (0, ln 3, 0; 0, 0, 0; 0, 0, 0).
    INDArray qw = array(shape(1, 1, 2, 3), 1, 0, 0, 0, 0, 0);
    INDArray kw = array(shape(1, 1, 2, 3), 0, LN3, 0, 9, 9, 9);
    // out (r, 0) = (V (r, 0) + 3 V (r, 1) + V (r, 2)) / 5; the others the mean: all the middle.
    assertThat(run(new AxialAttention(AxialAttention.Axis.WIDTH), qw, kw, v))
        .containsExactly(new float[] {2, 2, 2, 5, 5, 5, 8, 8, 8, 11, 11, 11}, within(1e-5f));
    INDArray uneven = array(shape(1, 2, 2, 3), 0, 5, 0, 0, 0, 5, 5, 0, 0, 1, 1, 1);
    assertThat(run(new AxialAttention(AxialAttention.Axis.WIDTH), qw, kw, uneven))
        .containsExactly(
            new float[] {3, 5 / 3f, 5 / 3f, 1, 5 / 3f, 5 / 3f, 1, 5 / 3f, 5 / 3f, 1, 1, 1},
            within(1e-5f));
  }
}
