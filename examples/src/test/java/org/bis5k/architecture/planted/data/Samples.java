package org.bis5k.architecture.planted.data;

import org.bis5k.architecture.planted.data.image.Decoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Uses a tensor library, and a package that uses this one. */
public final class Samples {

  INDArray values;
  Decoder decoder;
}
