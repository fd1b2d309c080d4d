package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bis5k.model.kernel.Floats.array;
import static org.bis5k.model.kernel.Floats.of;
import static org.bis5k.model.kernel.Floats.shape;
import static org.bis5k.model.kernel.Floats.target;
import static org.bis5k.model.kernel.Floats.vector;

import org.bis5k.model.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums, means, joins and slices of numbers that name their own place: image, channel, column. */
@Tag("kernels")
final class ElementwiseKernelTest {

  private final Kernels kernels = Kernels.current();

  @Test
  void sumsAndCutsBelowZero() {
    INDArray[] in = {vector(1, -5, 2), vector(10, 2, -2), vector(100, 1, 0)};
    INDArray out = target(3);
    kernels.sum(in, false, out);
    assertThat(of(out)).containsExactly(111, -2, 0);
    kernels.sum(in, true, out);
    assertThat(of(out)).containsExactly(111, 0, 0);
    kernels.sum(new INDArray[] {out, vector(1, 1, 1)}, false, out);
    assertThat(of(out)).as("into one of its inputs").containsExactly(112, 1, 1);
  }

  @Test
  void nothingFlowsBackWhereReluGaveZero() {
    INDArray dx = target(4);
    kernels.reluBackward(vector(1, 2, 3, 4), vector(0, 0.5f, 0, 7), dx);
    assertThat(of(dx)).containsExactly(0, 2, 0, 4);
  }

  @Test
  void theMeanDividesByTheNumberOfInputs() {
    INDArray[] in = {vector(1, 2), vector(2, 4), vector(6, 3)};
    INDArray out = target(2);
    new Mean().forward(kernels, in, out);
    assertThat(of(out)).containsExactly(3, 3);
    INDArray[] gradients = {target(2), target(2), target(2)};
    new Mean().backward(kernels, new GraphOp.Backward(in, out, vector(3, 6), gradients));
    assertThat(of(gradients[2])).containsExactly(new float[] {1, 2}, within(1e-6f));
  }

  @Test
  void scalesAndMultiplies() {
    INDArray x = vector(1, -2, 3);
    INDArray out = target(3);
    kernels.scale(x, -0.5, out);
    assertThat(of(out)).containsExactly(-0.5f, 1, -1.5f);
    kernels.scale(x, 2, x);
    assertThat(of(x)).as("in place").containsExactly(2, -4, 6);
    assertThat(kernels.dot(x, vector(1, 10, 100))).isEqualTo(562);
  }

  @Test
  void joinsChannelsImageByImage() {
    INDArray a = array(shape(2, 1, 1, 2), 101, 102, 201, 202);
    INDArray b = array(shape(2, 2, 1, 2), 111, 112, 121, 122, 211, 212, 221, 222);
    INDArray out = target(2, 3, 1, 2);
    kernels.concat(new INDArray[] {a, b}, out);
    assertThat(of(out)).containsExactly(101, 102, 111, 112, 121, 122, 201, 202, 211, 212, 221, 222);
    INDArray[] gradients = {target(2, 1, 1, 2), target(2, 2, 1, 2)};
    new Concat()
        .backward(kernels, new GraphOp.Backward(new INDArray[] {a, b}, out, out, gradients));
    assertThat(of(gradients[0])).containsExactly(of(a));
    assertThat(of(gradients[1])).containsExactly(of(b));
  }

  @Test
  void slicesChannelsAndPutsTheGradientBack() {
    INDArray x =
        array(shape(2, 3, 1, 2), 101, 102, 111, 112, 121, 122, 201, 202, 211, 212, 221, 222);
    INDArray out = target(2, 1, 1, 2);
    kernels.slice(x, 1, out);
    assertThat(of(out)).containsExactly(111, 112, 211, 212);
    INDArray dx = target(2, 3, 1, 2);
    kernels.sliceBackward(out, 1, dx);
    assertThat(of(dx)).containsExactly(0, 0, 111, 112, 0, 0, 0, 0, 211, 212, 0, 0);
    kernels.sliceBackward(out, 2, dx);
    assertThat(of(dx)).containsExactly(0, 0, 0, 0, 111, 112, 0, 0, 0, 0, 211, 212);
  }

  @Test
  void shapesThatDoNotFitAreAnError() {
    assertThatThrownBy(() -> new Sum(false).outputShape(new long[][] {{1, 2, 3, 4}, {1, 2, 4, 3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Only arrays of one shape can be added; found [[1, 2, 3, 4], [1, 2, 4, 3]]");
    assertThatThrownBy(() -> new Concat().outputShape(new long[][] {{1, 2, 3, 4}, {2, 2, 3, 4}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Arrays to be joined along the channels must agree in all other sides; found"
                + " [[1, 2, 3, 4], [2, 2, 3, 4]]");
    assertThat(new Concat().outputShape(new long[][] {{1, 2, 3, 4}, {1, 5, 3, 4}}))
        .containsExactly(1, 7, 3, 4);
  }
}
