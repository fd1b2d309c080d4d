package org.bis5k.model.graph;

import java.io.Serializable;
import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * An operation without parameters. Arrays are float32 NCHW in C order; outputs and gradients are
 * allocated and uninitialised, and every element is written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
public sealed interface GraphOp extends NodeContent, Serializable
    permits Attention, AxialAttention, ChannelSlice, Concat, Mean, Pool, Resize, Sum {

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
