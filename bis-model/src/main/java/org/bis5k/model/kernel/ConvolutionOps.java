package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's convolution ops, with or without the backend's helper library (oneDNN, cuDNN). */
final class ConvolutionOps {

  private static final int EXPLICIT_PADDING = 0;
  private static final int NCHW = 0;
  private static final int WEIGHTS_OIHW = 1;

  private ConvolutionOps() {}

  static void forward(INDArray x, INDArray w, ConvGeometry g, INDArray z, boolean helper) {
    run("conv2d", g, helper, new INDArray[] {x, w}, new INDArray[] {z});
  }

  static void backward(
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
      UnaidedOp.run(name, integers, inputs, outputs);
    }
  }
}
