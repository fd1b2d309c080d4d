package org.bis5k.model.graph;

/** What passes over a network compute, which decides what they keep in memory. */
public enum PassMode {
  /** Forward passes only. */
  INFERENCE,
  /** Forward and backward passes and the optimizer's update. */
  TRAINING,
  /**
   * Training in which inner activations of some blocks are computed again for the backward pass.
   */
  RECOMPUTING
}
