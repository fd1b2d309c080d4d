package org.bis5k.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.model.graph.GraphPass;
import org.bis5k.model.graph.NamedParameters;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.kernel.Parallel;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Training steps of a {@link BcsNet}: forward with batch statistics, backward, update. Holds the
 * optimizer's two running states. The loss is computed outside, from the outputs to their
 * gradients.
 */
public final class TrainingPass implements AutoCloseable {

  /** The arithmetic of an optimizer on consecutive elements of one parameter. */
  @FunctionalInterface
  public interface Update {

    /**
     * Updates elements 0 .. length - 1 of {@code p}, {@code m} and {@code v} in place. Called for
     * disjoint elements from several threads; must not depend on their order.
     *
     * @param name the parameter's name in a checkpoint
     * @param p parameters
     * @param g gradients
     * @param m first running state, zeros before the first step
     * @param v second running state, zeros before the first step
     * @param length the number of elements; the arrays may be longer
     */
    void apply(String name, float[] p, float[] g, float[] m, float[] v, int length);
  }

  /** The number of elements of one update, small enough for the cache. */
  private static final int RUN = 1 << 14;

  /** Parameters, gradients and the two states of a run, one set for each thread. */
  private static final ThreadLocal<float[][]> ARRAYS =
      ThreadLocal.withInitial(() -> new float[4][RUN]);

  private static final String OPTIMIZER = "optimizer.";
  private static final String FIRST = OPTIMIZER + "first.";
  private static final String SECOND = OPTIMIZER + "second.";

  private final BcsNet net;
  private final INDArray parameters;
  private final INDArray gradients;
  private final INDArray first;
  private final INDArray second;
  private final List<Run> runs = new ArrayList<>();

  /** Some consecutive elements of one parameter in the flat vectors. */
  private record Run(String name, long from, int length) {}

  private TrainingPass(BcsNet net) {
    this.net = net;
    net.graph().initGradientsView();
    parameters = flat(net.graph().params());
    gradients = flat(net.graph().getFlattenedGradients());
    first = Nd4j.zeros(DataType.FLOAT, parameters.length());
    second = Nd4j.zeros(DataType.FLOAT, parameters.length());
    for (NamedParameters.Entry entry : net.state().parameters().trained()) {
      long length = entry.spec().length();
      for (long at = 0; at < length; at += RUN) {
        int run = (int) Math.min(RUN, length - at);
        runs.add(new Run(entry.spec().checkpointName(), entry.offset() + at, run));
      }
    }
  }

  private static INDArray flat(INDArray vector) {
    return vector.reshape(vector.length());
  }

  /**
   * Training steps of a network, with the optimizer's state at zero.
   *
   * @param net the network, which the caller closes
   * @return the pass
   */
  public static TrainingPass of(BcsNet net) {
    return of(net, PassMode.TRAINING);
  }

  /**
   * Training steps that may trade time for memory. The mode does not change results, bit by bit.
   *
   * @param net the network, which the caller closes
   * @param mode training, or training with recomputation
   * @return the pass
   * @throws IllegalArgumentException if the mode is inference
   */
  public static TrainingPass of(BcsNet net, PassMode mode) {
    if (mode == PassMode.INFERENCE) {
      throw new IllegalArgumentException("Training steps in mode " + mode);
    }
    net.pass().train(mode);
    return new TrainingPass(net);
  }

  /**
   * Runs a forward pass with batch statistics and updates the running statistics.
   *
   * @param images count x 3 x H x W normalised floats
   * @param count the number of images
   * @param size H and W, multiples of 16
   * @return the five outputs, which need not be finite
   * @throws org.bis5k.data.InvalidInputException if a side is no multiple of 16, if a batch
   *     normalisation would see one value a channel, or if memory does not suffice
   */
  public NetworkOutputs forward(float[] images, int count, Size size) {
    GraphPass pass = net.pass();
    pass.release();
    NetworkOutputs outputs =
        NetworkOutputs.read(count, size, pass.forward(true, net.image(true, images, count, size)));
    net.state().countBatch();
    return outputs;
  }

  /**
   * Runs the backward pass after {@link #forward}.
   *
   * @param gradients the gradients of the loss with respect to the outputs
   * @throws org.bis5k.data.InvalidInputException if memory does not suffice; the forward pass must
   *     then be repeated
   */
  public void backward(NetworkOutputs gradients) {
    GraphPass pass = net.pass();
    Size size = gradients.size();
    INDArray[] arrays = new INDArray[gradients.outputs()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] =
          pass.take(
              "the gradient of an output", true, gradients.count(), 1, size.height(), size.width());
      Kernels.current().write(gradients.output(i), arrays[i]);
    }
    pass.backward(arrays);
    pass.release();
  }

  /**
   * Applies an optimizer to every trained parameter after {@link #backward}.
   *
   * @param update the optimizer's arithmetic
   */
  public void update(Update update) {
    Kernels kernels = Kernels.current();
    INDArray[] vectors = {parameters, gradients, first, second};
    Parallel.forEach(
        runs.size(),
        parameters.length(),
        i -> {
          Run run = runs.get(i);
          int length = run.length();
          float[][] arrays = ARRAYS.get();
          for (int k = 0; k < vectors.length; k++) {
            kernels.read(vectors[k], run.from(), arrays[k], length);
          }
          update.apply(run.name(), arrays[0], arrays[1], arrays[2], arrays[3], length);
          kernels.write(arrays[0], length, parameters, run.from());
          kernels.write(arrays[2], length, first, run.from());
          kernels.write(arrays[3], length, second, run.from());
        });
  }

  /**
   * The gradient of one parameter after {@link #backward}.
   *
   * @param name its name in a checkpoint
   * @return its elements in C order
   * @throws IllegalArgumentException if no trained parameter has that name
   */
  public float[] gradient(String name) {
    NamedParameters.Entry entry = net.state().parameters().get(name);
    if (entry == null || !entry.spec().trained()) {
      throw new IllegalArgumentException("No trained parameter is called " + name);
    }
    return values(gradients, entry);
  }

  private static float[] values(INDArray flat, NamedParameters.Entry entry) {
    long length = entry.spec().length();
    float[] values = new float[(int) length];
    Kernels.current()
        .read(flat.get(NDArrayIndex.interval(entry.offset(), entry.offset() + length)), values);
    return values;
  }

  /**
   * A copy of the optimizer's state by parameter.
   *
   * @return tensors {@code optimizer.first.NAME} and {@code optimizer.second.NAME}, without
   *     metadata
   */
  public WeightFile optimizerState() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (NamedParameters.Entry entry : net.state().parameters().trained()) {
      String name = entry.spec().checkpointName();
      state.put(FIRST + name, Tensor.ofFloats(values(first, entry), entry.spec().shape()));
      state.put(SECOND + name, Tensor.ofFloats(values(second, entry), entry.spec().shape()));
    }
    return WeightFile.of(state, Map.of());
  }

  /**
   * Sets the optimizer's state.
   *
   * @param state the tensors of {@link #optimizerState()}, perhaps among others
   * @throws IllegalArgumentException naming a tensor that is missing
   */
  public void restoreOptimizer(WeightFile state) {
    for (NamedParameters.Entry entry : net.state().parameters().trained()) {
      String name = entry.spec().checkpointName();
      restore(state, FIRST + name, first, entry);
      restore(state, SECOND + name, second, entry);
    }
  }

  private static void restore(
      WeightFile state, String key, INDArray flat, NamedParameters.Entry entry) {
    Tensor tensor = state.tensors().get(key);
    long length = entry.spec().length();
    if (tensor == null || tensor.elements() != length) {
      throw new IllegalArgumentException("The optimizer's state lacks " + key);
    }
    Kernels.current()
        .write(
            tensor.toFloats(),
            flat.get(NDArrayIndex.interval(entry.offset(), entry.offset() + length)));
  }

  /**
   * The tensors of a training checkpoint that belong to the network.
   *
   * @param checkpoint weights, with or without an optimizer's state
   * @return the same without tensors named {@code optimizer.*}
   */
  public static WeightFile withoutOptimizer(WeightFile checkpoint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
    tensors.keySet().removeIf(name -> name.startsWith(OPTIMIZER));
    return WeightFile.of(tensors, checkpoint.metadata());
  }

  /** Frees the optimizer's state. */
  @Override
  public void close() {
    first.close();
    second.close();
  }
}
