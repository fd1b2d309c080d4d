package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs an ND4J op without the backend's helper library: oneDNN refuses dilated convolutions, and
 * its averages differ at the border.
 */
final class UnaidedOp {

  private UnaidedOp() {}

  static void run(String name, int[] integers, INDArray[] inputs, INDArray[] outputs) {
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
      throw new IllegalStateException("Could not end the op " + name, closing);
    }
  }
}
