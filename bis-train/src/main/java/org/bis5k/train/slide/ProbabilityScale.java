package org.bis5k.train.slide;

/** The scale of saved probabilities. */
public enum ProbabilityScale {
  /**
   * The sigmoid, stretched to [0, 1] over the image, as in the test protocol. The released network,
   * whose logits themselves were trained towards 0 and 1, needs it. The least tumour-like pixel of
   * every image has 0 and the most tumour-like 1, even in an image without tumour.
   */
  STRETCHED,
  /** The sigmoid itself, for networks whose loss makes it a probability. */
  PLAIN
}
