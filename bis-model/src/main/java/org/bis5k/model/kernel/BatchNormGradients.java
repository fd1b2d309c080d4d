package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the backward pass of a batch normalisation writes; {@code input} may be z itself. */
public record BatchNormGradients(INDArray gamma, INDArray beta, INDArray input) {}
