package org.bis5k.model.graph;

import java.io.Serializable;
import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * An operation without parameters, as a node of the network's graph. Arrays are float32 NCHW in C
 * order; outputs and gradients arrive allocated and uninitialised, and every element is written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
public sealed interface GraphOp extends Serializable
    permits Attention, AxialAttention, ChannelSlice, Concat, Mean, Pool, Resize, Sum {

  /**
   * The shape of the output.
   *
   * @param inputs the shapes of the inputs
   * @return dimensions
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  long[] outputShape(long[][] inputs);

  /**
   * Whether the gradient flows to an input.
   *
   * @param input index of the input
   * @return false for an input of which only the size is used
   */
  default boolean passesGradientTo(int input) {
    return true;
  }

  /**
   * Whether the backward pass reads the values of the inputs.
   *
   * @return false if it uses their shapes at most
   */
  boolean readsInputs();

  /**
   * Whether the backward pass reads the values of the output.
   *
   * @return true if they must be kept
   */
  default boolean readsOutput() {
    return false;
  }

  /**
   * Computes the output.
   *
   * @param kernels the arithmetic
   * @param in the inputs
   * @param out receives the output
   */
  void forward(Kernels kernels, INDArray[] in, INDArray out);

  /**
   * Computes the gradients of the inputs.
   *
   * @param kernels the arithmetic
   * @param pass the arrays
   */
  void backward(Kernels kernels, Backward pass);

  /**
   * The arrays of a backward pass.
   *
   * @param in the inputs
   * @param out the output
   * @param dOut gradient of the output
   * @param dIn receive the gradients of the inputs; null where none flows
   */
  record Backward(INDArray[] in, INDArray out, INDArray dOut, INDArray[] dIn) {}
}
