package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.kernel.Floats.array;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.plane;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions whose sums can be counted by hand. */
@Tag("kernels")
final class ConvolutionKernelTest {

  private static final ConvGeometry ONE_CHANNEL = ConvGeometry.square(1, 1, 3);

  private static final float[] COUNTED = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  private final Kernels kernels = Kernels.current();

  private float[] convolve(INDArray x, INDArray w, ConvGeometry geometry) {
    INDArray z = target(geometry.outputShape(x.shape()));
    kernels.convolve(x, w, geometry, z);
    return of(z);
  }

  @Test
  void onesCountTheNeighboursInside() {
    INDArray x = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    INDArray w = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(convolve(x, w, ONE_CHANNEL)).containsExactly(4, 6, 4, 6, 9, 6, 4, 6, 4);
  }

  /** A cross-correlation, not flipped: the tap above the centre reads the row above. */
  @Test
  void aSingleTapShifts() {
    INDArray x = plane(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    INDArray above = plane(3, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(convolve(x, above, ONE_CHANNEL)).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6);
    INDArray right = plane(3, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    assertThat(convolve(x, right, ONE_CHANNEL)).containsExactly(2, 3, 0, 5, 6, 0, 8, 9, 0);
  }

  @Test
  void strideTwoBeginsAtTheFirstPosition() {
    INDArray x = plane(4, 4, COUNTED);
    INDArray centre = plane(3, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    ConvGeometry geometry = ONE_CHANNEL.withStride(2);
    assertThat(convolve(x, centre, geometry)).containsExactly(1, 3, 9, 11);
    INDArray ones = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    // 1+2+5+6; 2+3+4+6+7+8; 5+6+9+10+13+14; 6+7+8+10+11+12+14+15+16
    assertThat(convolve(x, ones, geometry)).containsExactly(14, 30, 57, 99);
  }

  @Test
  void anOddSideRoundsUpUnderStrideTwo() {
    INDArray x = plane(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    INDArray centre = plane(1, 1, 1);
    ConvGeometry geometry = ConvGeometry.square(1, 1, 1).withStride(2);
    assertThat(convolve(x, centre, geometry)).containsExactly(1, 3, 7, 9);
  }

  @Test
  void dilationSpreadsTheTaps() {
    INDArray x = plane(4, 4, COUNTED);
    INDArray ones = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    // At (0, 0): (0, 0), (0, 2), (2, 0), (2, 2) = 1 + 3 + 9 + 11.
    assertThat(convolve(x, ones, ONE_CHANNEL.withDilation(2)))
        .containsExactly(24, 28, 24, 28, 40, 44, 40, 44, 24, 28, 24, 28, 40, 44, 40, 44);
    // Beyond the map only the centre is left.
    assertThat(convolve(x, ones, ONE_CHANNEL.withDilation(4))).containsExactly(COUNTED);
  }

  @Test
  void channelsAreSummedAndImagesKeptApart() {
    INDArray x = array(shape(2, 2, 1, 2), 1, 2, 10, 20, 3, 4, 30, 40);
    INDArray w = array(shape(2, 2, 1, 1), 1, 1, 2, -1);
    assertThat(convolve(x, w, ConvGeometry.square(2, 2, 1)))
        .containsExactly(11, 22, -8, -16, 33, 44, -24, -32);
  }

  @Test
  void aFlatKernelReachesAlongItsOwnSide() {
    INDArray x = plane(2, 3, 1, 2, 3, 4, 5, 6);
    INDArray w = array(shape(1, 1, 1, 3), 1, 1, 1);
    assertThat(convolve(x, w, new ConvGeometry(1, 1, 1, 3, 1, 1)))
        .containsExactly(3, 6, 5, 9, 15, 11);
    INDArray upright = array(shape(1, 1, 3, 1), 1, 1, 1);
    assertThat(convolve(x, upright, new ConvGeometry(1, 1, 3, 1, 1, 1)))
        .containsExactly(5, 7, 9, 5, 7, 9);
  }

  /** dx counts the windows an element lies in; dw sums what each tap read. */
  @Test
  void gradientsOfOnes() {
    for (ConvGeometry geometry : new ConvGeometry[] {ONE_CHANNEL, ONE_CHANNEL.withDilation(2)}) {
      INDArray x = plane(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      INDArray w = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
      INDArray dz = plane(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
      INDArray dx = target(1, 1, 3, 3);
      INDArray dw = target(1, 1, 3, 3);
      kernels.convolveBackward(x, w, geometry, dz, dx, dw);
      if (geometry.dilation() == 1) {
        assertThat(of(dx)).containsExactly(4, 6, 4, 6, 9, 6, 4, 6, 4);
        assertThat(of(dw)).containsExactly(12, 21, 16, 27, 45, 33, 24, 39, 28);
      } else {
        assertThat(of(dx)).containsExactly(4, 2, 4, 2, 1, 2, 4, 2, 4);
        assertThat(of(dw)).containsExactly(1, 6, 3, 12, 45, 18, 7, 24, 9);
      }
    }
  }

  @Test
  void evenKernelsAreRefused() {
    assertThatThrownBy(() -> ConvGeometry.square(1, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd kernels; found 1 to 1 channels, kernel 2x2");
  }
}
