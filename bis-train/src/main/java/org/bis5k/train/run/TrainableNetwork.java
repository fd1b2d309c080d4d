package org.bis5k.train.run;

import java.util.List;
import java.util.OptionalInt;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.weights.WeightFile;

/** A network with its loss and optimiser under training. Use from one thread. */
interface TrainableNetwork extends LogitFunction, AutoCloseable {

  /** Prefix of the names of the optimiser's tensors in {@link #state()}; all others are weights. */
  String OPTIMIZER_PREFIX = "optimizer.";

  /**
   * One forward pass, backward pass and update.
   *
   * @param batch images and masks
   * @param rates the learning rate of each parameter group, in the order of {@link
   *     ParameterGroups#groups()}; 0 where frozen
   * @return the loss, summed over the outputs; not finite if training diverged
   * @throws org.bis5k.data.InvalidInputException if the batch is too small for batch statistics
   */
  double step(Batch batch, double[] rates);

  /** The loss of each output in the last step, unmodifiable; empty if they are not kept. */
  default List<Double> outputLosses() {
    return List.of();
  }

  /**
   * A snapshot of the state from which training can continue: weights, running statistics, and the
   * optimiser's tensors and step count under {@link #OPTIMIZER_PREFIX}.
   */
  WeightFile state();

  /** Restores a state of a network of the same architecture. */
  void restore(WeightFile state);

  /** The backend for provenance, for example {@code nd4j-native 1.0.0-M2.1}. */
  default String backend() {
    return "unknown";
  }

  /** The number of native threads, if results depend on it in the last bits. */
  default OptionalInt threads() {
    return OptionalInt.empty();
  }

  @Override
  void close();
}
