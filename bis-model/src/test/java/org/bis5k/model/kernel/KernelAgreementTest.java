package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.GraphOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The two implementations of the kernels give the same numbers on arrays of any shape. */
final class KernelAgreementTest {

  private static final double TOLERANCE = 2e-5;

  private final Kernels host = new HostKernels();
  private final Kernels ops = new Nd4jKernels();
  private SplittableRandom random = new SplittableRandom(1);

  private INDArray draw(long... shape) {
    int length = 1;
    for (long side : shape) {
      length *= (int) side;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return Floats.array(shape, values);
  }

  private static void same(String what, INDArray a, INDArray b) {
    float[] left = Floats.of(a);
    float[] right = Floats.of(b);
    double largest = 1;
    for (float value : left) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < left.length; i++) {
      assertThat(Math.abs(left[i] - right[i]) / largest)
          .as("%s, element %s: %s and %s", what, i, left[i], right[i])
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @Property(tries = 60)
  void convolutions(
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 0, max = 2) int kernelHeight,
      @ForAll @IntRange(min = 0, max = 2) int kernelWidth,
      @ForAll @IntRange(min = 1, max = 2) int stride,
      @ForAll @IntRange(min = 1, max = 3) int dilation,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    ConvGeometry geometry =
        new ConvGeometry(3, 2, 2 * kernelHeight + 1, 2 * kernelWidth + 1, stride, dilation);
    INDArray x = draw(2, 3, height, width);
    INDArray w = draw(2, 3, geometry.kernelHeight(), geometry.kernelWidth());
    INDArray dz = draw(geometry.outputShape(x.shape()));
    INDArray[][] results = new INDArray[2][];
    for (int i = 0; i < 2; i++) {
      Kernels kernels = i == 0 ? host : ops;
      INDArray z = Floats.target(dz.shape());
      INDArray dx = Floats.target(x.shape());
      INDArray dw = Floats.target(w.shape());
      kernels.convolve(x, w, geometry, z);
      kernels.convolveBackward(x, w, geometry, dz, dx, dw);
      results[i] = new INDArray[] {z, dx, dw};
    }
    for (int k = 0; k < 3; k++) {
      same("z, dx, dw: " + k, results[0][k], results[1][k]);
    }
  }

  @Property(tries = 60)
  void poolsAndResizes(
      @ForAll @IntRange(min = 2, max = 9) int height,
      @ForAll @IntRange(min = 2, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 11) int toHeight,
      @ForAll @IntRange(min = 1, max = 11) int toWidth,
      @ForAll @IntRange(min = 1, max = 2) int stride,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    INDArray x = draw(2, 3, height, width);
    for (PoolWindow pool :
        new PoolWindow[] {
          PoolWindow.maximum3x3(2), PoolWindow.average3x3(stride), PoolWindow.averageCeil(2)
        }) {
      INDArray dy = draw(pool.outputShape(x.shape()));
      INDArray[] out = {Floats.target(dy.shape()), Floats.target(dy.shape())};
      INDArray[] dx = {Floats.target(x.shape()), Floats.target(x.shape())};
      host.pool(x, pool, out[0]);
      ops.pool(x, pool, out[1]);
      host.poolBackward(x, out[0], pool, dy, dx[0]);
      ops.poolBackward(x, out[1], pool, dy, dx[1]);
      same(pool.toString(), out[0], out[1]);
      same("gradient of " + pool, dx[0], dx[1]);
    }
    for (Corners corners : Corners.values()) {
      INDArray dy = draw(2, 3, toHeight, toWidth);
      INDArray[] out = {Floats.target(dy.shape()), Floats.target(dy.shape())};
      INDArray[] dx = {Floats.target(x.shape()), Floats.target(x.shape())};
      host.resize(x, corners, out[0]);
      ops.resize(x, corners, out[1]);
      host.resizeBackward(dy, corners, dx[0]);
      ops.resizeBackward(dy, corners, dx[1]);
      same(corners.toString(), out[0], out[1]);
      same("gradient of " + corners, dx[0], dx[1]);
    }
  }

  /** With fixed draws: a value that rounds to either side of ReLU's kink is no disagreement. */
  @Property(tries = 60, seed = "5")
  void norms(
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 2, max = 80) int width,
      @ForAll boolean relu,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    INDArray z = draw(2, channels, 3, width);
    INDArray dy = draw(z.shape());
    INDArray gamma = draw(channels);
    INDArray beta = draw(channels);
    INDArray[][] results = new INDArray[2][];
    for (int i = 0; i < 2; i++) {
      Kernels kernels = i == 0 ? host : ops;
      BatchNorm.Parameters p =
          new BatchNorm.Parameters(
              gamma, beta, Floats.target(channels).assign(0.5), Floats.target(channels).assign(2));
      BatchNorm.Statistics batch = BatchNorm.Statistics.reuse(null, channels);
      INDArray y = Floats.target(z.shape());
      BatchNorm.Gradients gradients =
          new BatchNorm.Gradients(
              Floats.target(channels), Floats.target(channels), Floats.target(z.shape()));
      kernels.normalizeTraining(z, p, batch, relu, y);
      kernels.normalizeBackward(dy, z, p, batch, relu, gradients);
      INDArray inference = z.dup('c');
      kernels.normalizeInference(inference, p, relu);
      results[i] =
          new INDArray[] {
            y, p.mean(), p.variance(), gradients.input(), gradients.gamma(), inference
          };
    }
    for (int k = 0; k < results[0].length; k++) {
      same("result " + k, results[0][k], results[1][k]);
    }
  }

  @Property(tries = 40)
  void rows(
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    INDArray matrix = draw(height, width);
    INDArray gradient = draw(height, width);
    INDArray[] p = {matrix.dup('c'), matrix.dup('c')};
    INDArray[] g = {gradient.dup('c'), gradient.dup('c')};
    INDArray[] turned = {Floats.target(width, height), Floats.target(width, height)};
    Kernels[] both = {host, ops};
    for (int i = 0; i < 2; i++) {
      both[i].softmaxRows(p[i]);
      both[i].softmaxRowsBackward(p[i], g[i]);
      both[i].transpose(matrix, turned[i]);
    }
    same("softmax", p[0], p[1]);
    same("its gradient", g[0], g[1]);
    same("transpose", turned[0], turned[1]);
    assertThat(host.dot(matrix, gradient)).isCloseTo(ops.dot(matrix, gradient), within(1e-3));
  }

  /** More positions than one block of rows and one share of them hold. */
  @Property(tries = 12)
  void attentions(
      @ForAll @IntRange(min = 1, max = 40) int channels,
      @ForAll @IntRange(min = 1, max = 26) int height,
      @ForAll @IntRange(min = 1, max = 26) int width,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    INDArray[] in = new INDArray[4];
    for (int i = 0; i < in.length; i++) {
      in[i] = draw(2, channels, height, width);
    }
    INDArray[][] results = new INDArray[2][];
    for (int i = 0; i < 2; i++) {
      Kernels kernels = i == 0 ? host : ops;
      INDArray[] gradients = new INDArray[3];
      for (int k = 0; k < gradients.length; k++) {
        gradients[k] = Floats.target(in[k].shape());
      }
      INDArray out = Floats.target(in[0].shape());
      kernels.attend(in[0], in[1], in[2], out);
      kernels.attendBackward(in[0], in[1], in[2], in[3], gradients);
      results[i] = new INDArray[] {out, gradients[0], gradients[1], gradients[2]};
    }
    for (int k = 0; k < results[0].length; k++) {
      same("out, da, db, dc: " + k, results[0][k], results[1][k]);
    }
  }

  @Property(tries = 30)
  void axialAttentions(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 5) int narrow,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    INDArray q = draw(images, narrow, height, width);
    INDArray k = draw(images, narrow, height, width);
    INDArray v = draw(images, 3 * narrow, height, width);
    INDArray dOut = draw(v.shape());
    for (AxialAttention.Axis axis : AxialAttention.Axis.values()) {
      AxialAttention attention = new AxialAttention(axis);
      INDArray[][] results = new INDArray[2][];
      for (int i = 0; i < 2; i++) {
        Kernels kernels = i == 0 ? host : ops;
        INDArray out = Floats.target(v.shape());
        INDArray[] gradients = {
          Floats.target(q.shape()), Floats.target(k.shape()), Floats.target(v.shape())
        };
        INDArray[] in = {q, k, v};
        attention.forward(kernels, in, out);
        attention.backward(kernels, new GraphOp.Backward(in, out, dOut, gradients));
        results[i] = new INDArray[] {out, gradients[0], gradients[1], gradients[2]};
      }
      for (int r = 0; r < results[0].length; r++) {
        same(axis + ", out, dq, dk, dv: " + r, results[0][r], results[1][r]);
      }
    }
  }

  /** The direct way itself, also where plain loops would leave the convolution to the library. */
  @Property(tries = 60)
  void directConvolutions(
      @ForAll @IntRange(min = 1, max = 20) int in,
      @ForAll @IntRange(min = 1, max = 70) int out,
      @ForAll @IntRange(min = 1, max = 24) int height,
      @ForAll @IntRange(min = 1, max = 24) int width,
      @ForAll @IntRange(min = 0, max = 2) int kernel,
      @ForAll @IntRange(min = 1, max = 2) int stride,
      @ForAll @IntRange(min = 1, max = 7) int dilation,
      @ForAll long seed) {
    random = new SplittableRandom(seed);
    int taps = 2 * kernel + 1;
    ConvGeometry geometry = new ConvGeometry(in, out, taps, taps, stride, dilation);
    INDArray x = draw(2, in, height, width);
    INDArray w = draw(out, in, taps, taps);
    INDArray dz = draw(geometry.outputShape(x.shape()));
    INDArray[] expected = targets(dz, x, w);
    INDArray[] actual = targets(dz, x, w);
    ops.convolve(x, w, geometry, expected[0]);
    ops.convolveBackward(x, w, geometry, dz, expected[1], expected[2]);
    DirectConvolution.forward(x, w, geometry, null, actual[0]);
    DirectConvolution.inputGradient(w, geometry, dz, actual[1]);
    DirectWeightGradient.compute(x, geometry, dz, actual[2]);
    for (int k = 0; k < 3; k++) {
      same("z, dx, dw: " + k, actual[k], expected[k]);
    }
  }

  private static INDArray[] targets(INDArray... like) {
    return java.util.Arrays.stream(like)
        .map(array -> Floats.target(array.shape()))
        .toArray(INDArray[]::new);
  }

  @Property(tries = 30)
  void foldedNorms(@ForAll boolean relu, @ForAll long seed) {
    random = new SplittableRandom(seed);
    ConvGeometry geometry = ConvGeometry.square(5, 6, 3);
    INDArray x = draw(2, 5, 7, 9);
    INDArray w = draw(6, 5, 3, 3);
    BatchNorm.Parameters p = new BatchNorm.Parameters(draw(6), draw(6), draw(6), draw(6).addi(1.5));
    INDArray[] z = {Floats.target(2, 6, 7, 9), Floats.target(2, 6, 7, 9)};
    host.convolveInference(x, w, geometry, p, relu, z[0]);
    ops.convolve(x, w, geometry, z[1]);
    ops.normalizeInference(z[1], p, relu);
    same("normalised", z[0], z[1]);
  }
}
