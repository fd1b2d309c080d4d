package org.bis5k.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the backward pass of a batch normalisation writes; {@code input} may be z itself. */
record BatchNormGradients(INDArray gamma, INDArray beta, INDArray input) {}
