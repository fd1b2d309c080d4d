package org.bis5k.bench.libtorch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Layers on random values from 0 to 1; each call computes the layer once and keeps its graph. */
final class TorchLayers {

  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;
  private static final double RATE = 1e-4;

  private TorchLayers() {}

  /** A leaf that requires a gradient. */
  private static Tensor leaf(long... shape) {
    return torch.rand(shape).requires_grad_(true);
  }

  /** A layer and the leaves whose gradients its backward pass fills. */
  record Layer(Supplier<Tensor> forward, Tensor... leaves) {

    /** Forward, keeping what a backward pass reads. */
    void once() {
      if (!forward.get().defined()) {
        throw new IllegalStateException("The layer gives nothing");
      }
    }

    /** Forward and backward; the gradient of the output is the output itself. */
    void both() {
      for (Tensor leaf : leaves) {
        leaf.mutable_grad().reset();
      }
      Tensor output = forward.get();
      output.backward(output.detach(), new BoolOptional(), false, new TensorArrayRefOptional());
    }
  }

  /** A convolution, batch normalisation by the batch's statistics, and ReLU. */
  static Layer unit(int channels, int kernel, int dilation, int count, int side) {
    Tensor x = leaf(count, channels, side, side);
    Tensor weight = leaf(channels, channels, kernel, kernel);
    Tensor gamma = leaf(channels);
    Tensor beta = leaf(channels);
    TensorOptional scale = new TensorOptional(gamma);
    TensorOptional shift = new TensorOptional(beta);
    TensorOptional mean = new TensorOptional(torch.rand(channels));
    TensorOptional variance = new TensorOptional(torch.rand(channels));
    TensorOptional noBias = new TensorOptional();
    long pad = (long) dilation * (kernel / 2);
    long[] steps = {1, 1};
    long[] padding = {pad, pad};
    long[] dilations = {dilation, dilation};
    return new Layer(
        () -> {
          Tensor z = torch.conv2d(x, weight, noBias, steps, padding, dilations, 1);
          return torch.relu(
              torch.batch_norm(z, scale, shift, mean, variance, true, MOMENTUM, EPSILON, false));
        },
        x,
        weight,
        gamma,
        beta);
  }

  /** The maximum of windows of 3x3 with padding, two apart. */
  static Layer maximumPool(int channels, int side) {
    Tensor x = leaf(1, channels, side, side);
    long[] window = {3, 3};
    long[] steps = {2, 2};
    long[] ones = {1, 1};
    return new Layer(() -> torch.max_pool2d(x, window, steps, ones, ones, false), x);
  }

  /** The average of windows of 3x3 two apart, whose padding counts. */
  static Layer averagePool(int channels, int side) {
    Tensor x = leaf(1, channels, side, side);
    long[] window = {3, 3};
    long[] steps = {2, 2};
    long[] padding = {1, 1};
    return new Layer(
        () -> torch.avg_pool2d(x, window, steps, padding, false, true, new LongOptional()), x);
  }

  /** A corner-aligned bilinear resize. */
  static Layer resize(int channels, int from, int to) {
    Tensor x = leaf(1, channels, from, from);
    long[] size = {to, to};
    return new Layer(() -> torch.upsample_bilinear2d(x, size, true), x);
  }

  /** Attention over all positions, in libtorch's own fused kernel. */
  static Layer attention(int channels, int positions) {
    Tensor q = leaf(1, 1, positions, channels);
    Tensor k = leaf(1, 1, positions, channels);
    Tensor v = leaf(1, 1, positions, channels);
    return new Layer(() -> torch.scaled_dot_product_attention(q, k, v), q, k, v);
  }

  /** The same with all similarities at once, on what is laid out as the network has it. */
  static Layer wholeAttention(int channels, int positions) {
    Tensor q = leaf(channels, positions);
    Tensor k = leaf(channels, positions);
    Tensor v = leaf(channels, positions);
    Tensor factor = torch.full(new long[] {1}, new Scalar(1 / Math.sqrt(channels)));
    return new Layer(
        () -> {
          Tensor scores = torch.matmul(q.t(), k).mul_(factor);
          Tensor p = torch.softmax(scores, 1, new ScalarTypeOptional());
          return torch.matmul(v, p.t());
        },
        q,
        k,
        v);
  }

  /** Adam on so many elements in one tensor. */
  static Runnable adam(long elements) {
    Tensor p = leaf(elements);
    p.mutable_grad().put(torch.rand(elements));
    Adam adam = new Adam(new TensorVector(p), new AdamOptions(RATE));
    return adam::step;
  }
}
