package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.plane;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The three pools on planes whose windows can be counted by hand. */
@Tag("kernels")
final class PoolingKernelTest {

  private static final float[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private final Kernels kernels = Kernels.current();

  private float[] pool(PoolWindow pool, INDArray x) {
    INDArray out = target(pool.outputShape(x.shape()));
    kernels.pool(x, pool, out);
    return of(out);
  }

  private float[] gradient(PoolWindow pool, INDArray x, float... dy) {
    long[] shape = pool.outputShape(x.shape());
    INDArray out = target(shape);
    kernels.pool(x, pool, out);
    INDArray dx = target(x.shape());
    kernels.poolBackward(x, out, pool, Floats.array(shape, dy), dx);
    return of(dx);
  }

  @Test
  void theMaximumPadsWithMinusInfinity() {
    INDArray negative = plane(3, 3, -1, -2, -3, -4, -5, -6, -7, -8, -9);
    assertThat(pool(PoolWindow.maximum3x3(2), negative)).containsExactly(-1, -2, -4, -5);
    assertThat(pool(PoolWindow.maximum3x3(2), plane(3, 3, NINE))).containsExactly(5, 6, 8, 9);
  }

  @Test
  void theMaximumsGradientGoesToTheLargest() {
    assertThat(gradient(PoolWindow.maximum3x3(2), plane(3, 3, NINE), 1, 2, 3, 4))
        .containsExactly(0, 0, 0, 0, 1, 2, 0, 3, 4);
    // One element that is the largest of all four windows collects all of them.
    assertThat(
            gradient(PoolWindow.maximum3x3(2), plane(3, 3, 1, 2, 3, 4, 99, 6, 7, 8, 9), 1, 2, 3, 4))
        .containsExactly(0, 0, 0, 0, 10, 0, 0, 0, 0);
  }

  @Test
  void theAverageDividesByNineAtTheBorderToo() {
    INDArray nines = plane(3, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9);
    assertThat(pool(PoolWindow.average3x3(1), nines)).containsExactly(4, 6, 4, 6, 9, 6, 4, 6, 4);
    assertThat(pool(PoolWindow.average3x3(2), nines)).containsExactly(4, 4, 4, 4);
    assertThat(gradient(PoolWindow.average3x3(2), nines, 9, 18, 27, 36))
        .containsExactly(1, 3, 2, 4, 10, 6, 3, 7, 4);
  }

  @Test
  void ceilModeDividesByWhatIsLeftOfTheWindow() {
    PoolWindow pool = PoolWindow.averageCeil(2);
    assertThat(pool.outputShape(shape(1, 1, 3, 3))).containsExactly(1, 1, 2, 2);
    // (1+2+4+5)/4, (3+6)/2, (7+8)/2, 9/1
    assertThat(pool(pool, plane(3, 3, NINE))).containsExactly(3, 4.5f, 7.5f, 9);
    assertThat(gradient(pool, plane(3, 3, NINE), 4, 2, 6, 5))
        .containsExactly(1, 1, 1, 1, 1, 1, 3, 3, 5);
    assertThat(pool(pool, plane(2, 4, 1, 2, 3, 4, 5, 6, 7, 8))).containsExactly(3.5f, 5.5f);
  }

  @Test
  void sidesRoundAsTheReferences() {
    assertThat(PoolWindow.maximum3x3(2).outputSide(7)).isEqualTo(4);
    assertThat(PoolWindow.maximum3x3(2).outputSide(8)).isEqualTo(4);
    assertThat(PoolWindow.average3x3(2).outputSide(8)).isEqualTo(4);
    assertThat(PoolWindow.average3x3(1).outputSide(5)).isEqualTo(5);
    assertThat(PoolWindow.averageCeil(2).outputSide(7)).isEqualTo(4);
    assertThat(PoolWindow.averageCeil(2).outputSide(1)).isEqualTo(1);
  }
}
