package org.bis5k.model.graph;

/** What a pass over a network computes, which decides what it keeps in memory. */
public enum PassMode {
  /** Forward passes alone. */
  INFERENCE,
  /** Forward and backward passes and the optimizer's update. */
  TRAINING,
  /** The same, with the encoder's inner activations computed again for the backward pass. */
  RECOMPUTING
}
