package org.bis5k.model.measure;

import java.util.SplittableRandom;
import org.bis5k.data.Size;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.GraphPass;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.kernel.PoolWindow;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A single layer of the network on random values. Both passes run as in the network. */
public final class LayerTrial implements AutoCloseable {

  private final ComputationGraph graph;
  private final GraphPass pass;
  private final INDArray[] inputs;

  private LayerTrial(Wiring wiring, Edge output, long[]... shapes) {
    NetworkGraph network = wiring.build(output);
    this.graph = network.instantiate();
    this.pass = GraphPass.of(network, graph);
    SplittableRandom random = new SplittableRandom(1);
    inputs = new INDArray[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      inputs[i] = Nd4j.createUninitialized(DataType.FLOAT, shapes[i], 'c');
      Kernels.current().write(draw(random, shapes[i]), inputs[i]);
    }
    if (graph.numParams() > 0) {
      graph.initGradientsView();
      Kernels.current().write(draw(random, graph.numParams()), graph.params());
    }
  }

  private static float[] draw(SplittableRandom random, long... shape) {
    long length = 1;
    for (long side : shape) {
      length *= side;
    }
    float[] values = new float[Math.toIntExact(length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(0.1, 1);
    }
    return values;
  }

  /**
   * A convolution, batch normalisation and ReLU.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel odd side of the kernel
   * @param dilation of the kernel, at least 1
   * @param count images in the batch
   * @param size of the feature map
   * @return the layer
   */
  public static LayerTrial unit(int in, int out, int kernel, int dilation, int count, Size size) {
    Wiring wiring = new Wiring();
    ConvGeometry geometry = ConvGeometry.square(in, out, kernel).withDilation(dilation);
    ConvUnit unit = wiring.scope().unit("unit", geometry).withRelu();
    Edge y = wiring.conv(unit, wiring.input("x", in));
    return new LayerTrial(wiring, y, shape(count, in, size));
  }

  /**
   * CCR's attention over all positions, without its convolutions.
   *
   * @param channels of query, key and value
   * @param count images in the batch
   * @param size of the feature map
   * @return the layer
   */
  public static LayerTrial attention(int channels, int count, Size size) {
    Wiring wiring = new Wiring();
    Edge a = wiring.input("a", channels);
    Edge b = wiring.input("b", channels);
    Edge c = wiring.input("c", channels);
    long[] shape = shape(count, channels, size);
    return new LayerTrial(wiring, wiring.attention(a, b, c), shape, shape, shape);
  }

  /**
   * A corner-aligned bilinear resize.
   *
   * @param channels of the feature map
   * @param count images in the batch
   * @param from size before
   * @param to size after
   * @return the layer
   */
  public static LayerTrial resize(int channels, int count, Size from, Size to) {
    Wiring wiring = new Wiring();
    Edge x = wiring.input("x", channels);
    Edge like = wiring.input("like", 1);
    return new LayerTrial(
        wiring,
        wiring.resize(x, like, Corners.ALIGNED),
        shape(count, channels, from),
        shape(count, 1, to));
  }

  /**
   * Maximum pooling over 3x3 windows with padding and stride 2.
   *
   * @param channels of the feature map
   * @param count images in the batch
   * @param size of the feature map
   * @return the layer
   */
  public static LayerTrial maximumPool(int channels, int count, Size size) {
    return pool(PoolWindow.maximum3x3(2), channels, count, size);
  }

  /**
   * Average pooling over 3x3 windows with stride 2; padding counts as 0.
   *
   * @param channels of the feature map
   * @param count images in the batch
   * @param size of the feature map
   * @return the layer
   */
  public static LayerTrial averagePool(int channels, int count, Size size) {
    return pool(PoolWindow.average3x3(2), channels, count, size);
  }

  private static LayerTrial pool(PoolWindow pool, int channels, int count, Size size) {
    Wiring wiring = new Wiring();
    Edge out = wiring.pool(pool, wiring.input("x", channels));
    return new LayerTrial(wiring, out, shape(count, channels, size));
  }

  private static long[] shape(int count, int channels, Size size) {
    return new long[] {count, channels, size.height(), size.width()};
  }

  /**
   * The values of an input.
   *
   * @param index index of the input, from 0
   * @return a copy, N x C x H x W
   */
  public float[] input(int index) {
    return copy(inputs[index]);
  }

  /**
   * The values of the parameters.
   *
   * @return a copy; for a unit the weights (out x in x kernel x kernel), then one value per output
   *     channel of gamma, beta, running mean and running variance; empty for other layers
   */
  public float[] parameters() {
    return graph.numParams() == 0 ? new float[0] : copy(graph.params());
  }

  private static float[] copy(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    Kernels.current().read(array, values);
    return values;
  }

  /** Runs a forward pass with batch statistics that keeps what a backward pass reads. */
  public void forward() {
    pass.release();
    pass.forward(true, inputs);
  }

  /**
   * Runs a forward pass and copies its result.
   *
   * @return the output, N x C x H x W
   */
  public float[] output() {
    pass.release();
    return copy(pass.forward(true, inputs)[0]);
  }

  /**
   * Runs a forward and a backward pass. The gradient of the output is the output itself.
   *
   * @return the first element of the gradient of the first input
   */
  public float forwardAndBackward() {
    pass.release();
    INDArray output = pass.forward(true, inputs)[0];
    INDArray gradient = pass.memory().take(output.shape());
    Kernels.current().scale(output, 1, gradient);
    INDArray[] gradients = pass.backward(gradient);
    float[] first = new float[1];
    Kernels.current().read(gradients[0], 0, first, 1);
    pass.release();
    return first[0];
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    pass.close();
    for (INDArray input : inputs) {
      input.close();
    }
    graph.close();
  }
}
