package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's convolution and pooling operations. Convolutions run with or without the backend's helper
 * library (oneDNN, cuDNN); pooling always runs without it, because its averages differ at the
 * border.
 */
final class Nd4jOps {

  private static final int EXPLICIT_PADDING = 0;
  private static final int NCHW = 0;
  private static final int WEIGHTS_OIHW = 1;

  private Nd4jOps() {}

  static void convolve(INDArray x, INDArray w, ConvGeometry g, INDArray z, boolean helper) {
    run("conv2d", g, helper, new INDArray[] {x, w}, new INDArray[] {z});
  }

  static void convolveBackward(
      INDArray x,
      INDArray w,
      ConvGeometry g,
      INDArray dz,
      INDArray dx,
      INDArray dw,
      boolean helper) {
    run("conv2d_bp", g, helper, new INDArray[] {x, w, dz}, new INDArray[] {dx, dw});
  }

  private static void run(
      String name, ConvGeometry g, boolean helper, INDArray[] inputs, INDArray[] outputs) {
    int[] integers = {
      g.kernelHeight(),
      g.kernelWidth(),
      g.stride(),
      g.stride(),
      g.padHeight(),
      g.padWidth(),
      g.dilation(),
      g.dilation(),
      EXPLICIT_PADDING,
      NCHW,
      WEIGHTS_OIHW
    };
    if (helper) {
      Nd4j.exec(
          DynamicCustomOp.builder(name)
              .addInputs(inputs)
              .addOutputs(outputs)
              .addIntegerArguments(integers)
              .build());
    } else {
      runWithoutHelper(name, integers, inputs, outputs);
    }
  }

  static void pool(INDArray x, PoolWindow pool, INDArray out) {
    run(name(pool), pool, new INDArray[] {x}, out);
  }

  static void poolBackward(INDArray x, PoolWindow pool, INDArray dy, INDArray dx) {
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
    runWithoutHelper(name, integers, inputs, new INDArray[] {out});
  }

  private static void runWithoutHelper(
      String name, int[] integers, INDArray[] inputs, INDArray[] outputs) {
    DynamicCustomOp op = DynamicCustomOp.builder(name).addIntegerArguments(integers).build();
    try (OpContext context = Nd4j.getExecutioner().buildContext()) {
      context.allowHelpers(false);
      context.setInputArrays(inputs);
      context.setOutputArrays(outputs);
      context.setIArguments(op.iArgs());
      Nd4j.exec(op, context);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception closing) {
      throw new IllegalStateException("Could not close the context of the op " + name, closing);
    }
  }
}
