package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products into given arrays: out = alpha op(a) op(b) + beta out. */
final class Gemm {

  private Gemm() {}

  /** A factor, transposed or not; rank 2, or rank 3 for a batch of matrices. */
  record Factor(INDArray array, boolean transposed) {}

  static Factor plain(INDArray array) {
    return new Factor(array, false);
  }

  static Factor transposed(INDArray array) {
    return new Factor(array, true);
  }

  static void multiply(double alpha, Factor a, Factor b, double beta, INDArray out) {
    Nd4j.exec(
        DynamicCustomOp.builder("matmul")
            .addInputs(a.array(), b.array())
            .addOutputs(out)
            .addIntegerArguments(a.transposed() ? 1 : 0, b.transposed() ? 1 : 0, 0)
            .addFloatingPointArguments(alpha, beta)
            .build());
  }
}
