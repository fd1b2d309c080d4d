package org.bis5k.model.graph;

/**
 * One step of a pass.
 *
 * @param kind what is done
 * @param node the node it is done to, by its position in the {@link NetworkPlan}
 * @param input for a step on the gradient of an input: which input of the node, else 0
 */
record PassStep(Kind kind, int node, int input) {

  /** What is done. Arrays have the size of the node's output, or of the input named. */
  enum Kind {
    /** Takes a given input of the network. */
    INPUT,
    /** Computes the output; in training a normalised convolution keeps its result as well. */
    RUN,
    /** Gives the output back. */
    DROP,
    /** Gives the convolution's result back. */
    FORGET,
    /** Computes a dropped output once more, and the convolution's result. */
    RECALL,
    /** The same where the output is still held: only the convolution's result is kept. */
    RECALL_CONVOLUTION,
    /** Takes the given gradient of an output of the network. */
    OUTPUT_GRADIENT,
    /** Computes the gradients of the inputs; gives the convolution's result back. */
    BACKWARD,
    /** Keeps the gradient of an input as the gradient of the node that the input comes from. */
    STORE_GRADIENT,
    /** Adds the gradient of an input to the one stored, and gives it back. */
    ADD_GRADIENT,
    /** Gives the gradient of the output back. */
    DROP_GRADIENT;

    /** Whether the step takes time. */
    boolean computes() {
      return switch (this) {
        case RUN, RECALL, RECALL_CONVOLUTION, BACKWARD, ADD_GRADIENT -> true;
        case INPUT, DROP, FORGET, OUTPUT_GRADIENT, STORE_GRADIENT, DROP_GRADIENT -> false;
      };
    }
  }

  static PassStep of(Kind kind, int node) {
    return new PassStep(kind, node, 0);
  }
}
