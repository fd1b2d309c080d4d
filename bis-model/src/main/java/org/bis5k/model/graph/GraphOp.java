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

  /** The shape of the output for inputs of these shapes. */
  long[] outputShape(long[][] inputs);

  /** Whether the gradient flows to an input; to one that only lends its size it does not. */
  default boolean passesGradientTo(int input) {
    return true;
  }

  /** Whether the backward pass reads the values of the inputs, not their shapes alone. */
  boolean readsInputs();

  /** Whether the backward pass reads the values of the output. */
  default boolean readsOutput() {
    return false;
  }

  void forward(Kernels kernels, INDArray[] in, INDArray out);

  void backward(Kernels kernels, Backward pass);

  /** What a backward pass reads (inputs, output, gradient of the output) and writes (dIn). */
  record Backward(INDArray[] in, INDArray out, INDArray dOut, INDArray[] dIn) {}
}
