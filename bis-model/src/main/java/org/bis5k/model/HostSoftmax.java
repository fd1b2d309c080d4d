package org.bis5k.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Softmax over the rows of a matrix and its gradient, in place. */
final class HostSoftmax {

  private HostSoftmax() {}

  /** Each row of the last side becomes its softmax. */
  static void rows(INDArray matrix) {
    Nd4j.exec(
        DynamicCustomOp.builder("softmax")
            .addInputs(matrix)
            .addOutputs(matrix)
            .addIntegerArguments(matrix.rank() - 1)
            .build());
  }

  /** dS = P (dP - sum(P dP)) by rows, into {@code gradient}, which holds dP. */
  static void backward(INDArray probabilities, INDArray gradient) {
    int width = (int) probabilities.size(probabilities.rank() - 1);
    FloatBuffer p = HostMemory.floats(probabilities);
    FloatBuffer g = HostMemory.floats(gradient);
    Parallel.forEach(
        (int) (probabilities.length() / width),
        probabilities.length(),
        row -> {
          float[] prob = HostMemory.scratch(0, width);
          float[] grad = HostMemory.scratch(2, width);
          p.get(row * width, prob, 0, width);
          g.get(row * width, grad, 0, width);
          float shift = (float) LaneSums.dot(prob, grad, width);
          for (int i = 0; i < width; i++) {
            grad[i] = prob[i] * (grad[i] - shift);
          }
          g.put(row * width, grad, 0, width);
        });
  }
}
