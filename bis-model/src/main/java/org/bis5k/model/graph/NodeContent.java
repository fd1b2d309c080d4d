package org.bis5k.model.graph;

import java.util.List;

/** What a node of a network's graph is: an input, a layer with parameters, or an operation. */
public sealed interface NodeContent permits NodeContent.Input, GraphOp, ParameterLayer {

  /**
   * An input of the network, whose value and shape are given.
   *
   * @param channels its number of channels
   */
  record Input(int channels) implements NodeContent {

    @Override
    public long[] outputShape(long[][] inputs) {
      throw new IllegalStateException("The shape of an input is given from outside");
    }

    @Override
    public boolean readsInputs() {
      return false;
    }
  }

  /**
   * The shape of the output.
   *
   * @param inputs the shapes of the inputs
   * @return dimensions
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  long[] outputShape(long[][] inputs);

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
   * Whether the gradient flows to an input.
   *
   * @param input index of the input
   * @return false for an input of which only the size is used
   */
  default boolean passesGradientTo(int input) {
    return true;
  }

  /**
   * Whether training keeps a second array of the output's size: the convolution's result before its
   * normalisation.
   *
   * @return true for a convolution with batch normalisation
   */
  default boolean keepsConvolution() {
    return false;
  }

  /**
   * Parameters, running statistics and counters.
   *
   * @return those of a layer, in the order of its flat vector; none of an input or an operation
   */
  default List<ParameterSpec> parameters() {
    return List.of();
  }
}
