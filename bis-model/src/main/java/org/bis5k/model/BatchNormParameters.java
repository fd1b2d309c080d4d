package org.bis5k.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Scale, shift and running statistics of a batch normalisation, one value per channel. */
record BatchNormParameters(INDArray gamma, INDArray beta, INDArray mean, INDArray variance) {

  /** Added to the variance before the root. */
  static final double EPSILON = 1e-5;

  /** The share of a new batch in the running statistics. */
  static final double MOMENTUM = 0.1;
}
