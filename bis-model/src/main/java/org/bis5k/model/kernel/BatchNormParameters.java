package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Scale, shift and running statistics of a batch normalisation, one value per channel. */
public record BatchNormParameters(INDArray gamma, INDArray beta, INDArray mean, INDArray variance) {

  /** Added to the variance before the root. */
  public static final double EPSILON = 1e-5;

  /** The share of a new batch in the running statistics. */
  static final double MOMENTUM = 0.1;
}
