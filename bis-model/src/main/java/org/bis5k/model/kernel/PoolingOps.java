package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J's pooling ops, always without oneDNN, whose averages differ at the border. */
final class PoolingOps {

  private PoolingOps() {}

  static void forward(INDArray x, PoolWindow pool, INDArray out) {
    run(name(pool), pool, new INDArray[] {x}, out);
  }

  static void backward(INDArray x, PoolWindow pool, INDArray dy, INDArray dx) {
    run(name(pool) + "_bp", pool, new INDArray[] {x, dy}, dx);
  }

  private static String name(PoolWindow pool) {
    return pool.kind() == PoolWindow.Kind.MAXIMUM ? "maxpool2d" : "avgpool2d";
  }

  private static void run(String name, PoolWindow pool, INDArray[] inputs, INDArray out) {
    // "Same" padding with the padding left out of the divisor is ceil mode.
    int same = pool.kind() == PoolWindow.Kind.AVERAGE_CEIL ? 1 : 0;
    int countPadding = pool.kind() == PoolWindow.Kind.AVERAGE_COUNTING_PADDING ? 1 : 0;
    int k = pool.kernel();
    int s = pool.stride();
    int p = pool.pad();
    int[] integers = {k, k, s, s, p, p, 1, 1, same, countPadding, 0};
    UnaidedOp.run(name, integers, inputs, new INDArray[] {out});
  }
}
