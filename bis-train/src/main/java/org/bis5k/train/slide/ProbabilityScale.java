package org.bis5k.train.slide;

/** What a probability of 0 and of 1 means. */
public enum ProbabilityScale {
  /**
   * As in the test protocol: the sigmoid, stretched to [0, 1] over the image. The released network,
   * whose logits were trained to be 0 and 1 themselves, needs it. Every image has a most and a
   * least tumour-like pixel, also one without tumour.
   */
  STRETCHED,
  /** The sigmoid as it is, for networks whose loss made it a probability. */
  PLAIN
}
