package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.plane;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;

import java.io.IOException;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bilinear resizing by hand, then against the reference (PyTorch 1.13's interpolate). */
@Tag("kernels")
final class ResizeKernelTest {

  private final Kernels kernels = Kernels.current();

  private float[] resize(INDArray x, Corners corners, int height, int width) {
    INDArray out = target(x.size(0), x.size(1), height, width);
    kernels.resize(x, corners, out);
    return of(out);
  }

  @Test
  void alignedCornersKeepTheCorners() {
    INDArray x = plane(2, 2, 0, 2, 4, 6);
    assertThat(resize(x, Corners.ALIGNED, 3, 3)).containsExactly(0, 1, 2, 2, 3, 4, 4, 5, 6);
    assertThat(resize(plane(1, 5, 0, 1, 2, 3, 4), Corners.ALIGNED, 1, 3)).containsExactly(0, 2, 4);
    assertThat(resize(x, Corners.ALIGNED, 1, 1)).containsExactly(0);
  }

  /** Twice the size: sources at -1/4 (raised to 0), 1/4, 3/4 and 5/4 (its neighbour the same). */
  @Test
  void halfPixelCentresRepeatTheBorder() {
    assertThat(resize(plane(1, 2, 0, 4), Corners.HALF_PIXEL, 1, 4)).containsExactly(0, 1, 3, 4);
    // Half the size: sources at 1/2 and 5/2.
    assertThat(resize(plane(1, 4, 0, 2, 4, 6), Corners.HALF_PIXEL, 1, 2)).containsExactly(1, 5);
    // A third: at 1, without looking at the neighbours (never antialiased).
    assertThat(resize(plane(3, 1, 7, 8, 100), Corners.HALF_PIXEL, 1, 1)).containsExactly(8);
  }

  @Test
  void theSameSizeIsTheSamePlane() {
    float[] values = {3, 1, 4, 1, 5, 9};
    for (Corners corners : Corners.values()) {
      assertThat(resize(plane(2, 3, values), corners, 2, 3)).containsExactly(values);
    }
  }

  @Test
  void gradientsGoBackByTheSameWeights() {
    INDArray dx = target(1, 1, 1, 2);
    kernels.resizeBackward(plane(1, 4, 1, 2, 4, 8), Corners.HALF_PIXEL, dx);
    // 1 + 3/4 2 + 1/4 4; 1/4 2 + 3/4 4 + 8
    assertThat(of(dx)).containsExactly(3.5f, 11.5f);
    dx = target(1, 1, 1, 2);
    kernels.resizeBackward(plane(1, 3, 1, 2, 4), Corners.ALIGNED, dx);
    assertThat(of(dx)).containsExactly(2, 5);
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "5, 6", "9, 7", "10, 12", "44, 44"})
  void equalsTheReference(int height, int width) throws IOException {
    INDArray x =
        Floats.array(shape(2, 3, 5, 6), FormulaStream.named("resize/in0").floats(2 * 3 * 5 * 6));
    for (Corners corners : Corners.values()) {
      String mode = corners == Corners.ALIGNED ? "corners" : "halfpixel";
      String file = "/golden/modules/bilinear_" + height + "x" + width + "_" + mode + ".out.npy";
      double[] truth = Npy.resource(ResizeKernelTest.class, file).values();
      float[] found = resize(x, corners, height, width);
      assertThat(found).hasSameSizeAs(truth);
      for (int i = 0; i < truth.length; i++) {
        assertThat((double) found[i])
            .as("%s element %s", file, i)
            .isCloseTo(truth[i], within(1e-6));
      }
    }
  }
}
