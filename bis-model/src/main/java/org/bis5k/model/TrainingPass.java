package org.bis5k.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Size;
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
 * optimiser's two running states. The loss stays outside: it sees logits and returns gradients.
 */
public final class TrainingPass implements AutoCloseable {

  /** Elements an update sees at once: small enough for the cache. */
  private static final int RUN = 1 << 14;

  /** A run's parameters, gradients and the two states, one set a thread. */
  private static final ThreadLocal<float[][]> ARRAYS =
      ThreadLocal.withInitial(() -> new float[4][RUN]);

  private static final String OPTIMISER = "optimizer.";
  private static final String FIRST = OPTIMISER + "first.";
  private static final String SECOND = OPTIMISER + "second.";

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
   * Training steps of a network, with the optimiser's state at zero.
   *
   * @param net the network, which the caller closes
   * @return the pass
   */
  public static TrainingPass of(BcsNet net) {
    return of(net, PassMode.TRAINING);
  }

  /**
   * Training steps that may trade time for memory; every number stays the same, bit by bit.
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
   * A forward pass with batch statistics; moves the running statistics.
   *
   * @param images count x 3 x H x W normalised floats
   * @param count the number of images
   * @param size H and W, multiples of 16
   * @return the five outputs, count x 1 x H x W logits each
   * @throws org.bis5k.data.InvalidInputException if a side is no multiple of 16, if a batch
   *     normalisation would see one value a channel, or if memory does not suffice
   */
  public float[][] forward(float[] images, int count, Size size) {
    net.pass().release();
    float[][] outputs = BcsNet.read(net.pass().forward(true, net.image(images, count, size)));
    net.state().countBatch();
    return outputs;
  }

  /**
   * The backward pass after {@link #forward}.
   *
   * @param outputGradients of the five outputs, shaped as they are
   * @param count the number of images
   * @param size H and W
   */
  public void backward(float[][] outputGradients, int count, Size size) {
    INDArray[] arrays = new INDArray[outputGradients.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = net.pass().memory().take(count, 1, size.height(), size.width());
      Kernels.current().write(outputGradients[i], arrays[i]);
    }
    net.pass().backward(arrays);
    net.pass().release();
  }

  /**
   * Applies an optimiser to every trained parameter after {@link #backward}.
   *
   * @param update the optimiser's arithmetic
   */
  public void update(ParameterUpdate update) {
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
   * A copy of the optimiser's state by parameter.
   *
   * @return tensors {@code optimizer.first.NAME} and {@code optimizer.second.NAME}
   */
  public Map<String, Tensor> optimiserState() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (NamedParameters.Entry entry : net.state().parameters().trained()) {
      String name = entry.spec().checkpointName();
      state.put(FIRST + name, Tensor.ofFloats(values(first, entry), entry.spec().shape()));
      state.put(SECOND + name, Tensor.ofFloats(values(second, entry), entry.spec().shape()));
    }
    return state;
  }

  /**
   * Sets the optimiser's state.
   *
   * @param state what {@link #optimiserState()} gave, perhaps among other tensors
   * @throws IllegalArgumentException naming a tensor that is missing
   */
  public void restoreOptimiser(Map<String, Tensor> state) {
    for (NamedParameters.Entry entry : net.state().parameters().trained()) {
      String name = entry.spec().checkpointName();
      restore(state, FIRST + name, first, entry);
      restore(state, SECOND + name, second, entry);
    }
  }

  private static void restore(
      Map<String, Tensor> state, String key, INDArray flat, NamedParameters.Entry entry) {
    Tensor tensor = state.get(key);
    long length = entry.spec().length();
    if (tensor == null || tensor.elements() != length) {
      throw new IllegalArgumentException("The optimiser's state lacks " + key);
    }
    Kernels.current()
        .write(
            tensor.toFloats(),
            flat.get(NDArrayIndex.interval(entry.offset(), entry.offset() + length)));
  }

  /**
   * The tensors of a training checkpoint that belong to the network.
   *
   * @param checkpoint weights, with or without an optimiser's state
   * @return the same without tensors named {@code optimizer.*}
   */
  public static WeightFile withoutOptimiser(WeightFile checkpoint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
    tensors.keySet().removeIf(name -> name.startsWith(OPTIMISER));
    return WeightFile.of(tensors, checkpoint.metadata());
  }

  /** Frees the optimiser's state. */
  @Override
  public void close() {
    first.close();
    second.close();
  }
}
